-- Up Migration

-- Files that were loaded as history: how far each came, so that one which was cut off goes on where it stopped.
create table loads (
  -- SHA-256 over format, file and context.
  id text primary key,
  -- Rows of the file whose facts are on the topic for certain.
  rows_sent bigint not null default 0,
  -- The topic's end by partition when that was noted: only what lies behind it may be of a later row.
  ends jsonb not null default '{}',
  newest_at timestamptz,
  started_at timestamptz not null default now(),
  finished_at timestamptz
);
