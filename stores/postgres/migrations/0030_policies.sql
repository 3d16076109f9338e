-- Up Migration

-- Every version of a pack that anyone handed in: the canonical bytes as text, so that they verify. Of the published ones
-- the highest version that has begun is in force; a running case keeps the one that its evaluation names, by hash.
create table policy_packs (
  id text not null,
  version text not null check (version ~ '^\d+\.\d+\.\d+$'),
  hash text not null,
  body text not null,
  effective date not null,
  status text not null check (status in ('draft', 'published', 'refused')),
  author_id text not null,
  submitted_at timestamptz not null default now(),
  reviewer_id text,
  reviewed_at timestamptz,
  primary key (id, hash),
  check (status = 'draft' or (reviewer_id is not null and reviewed_at is not null)),
  -- Publishing needs another person; what is shipped was reviewed before it was.
  check (reviewer_id is null or reviewer_id <> author_id or author_id = 'shipped')
);
create index policy_packs_published on policy_packs (id) where status = 'published';

create table holds (
  id uuid primary key default gen_random_uuid(),
  customer text not null,
  kind text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at >= starts_at),
  review_at timestamptz not null,
  placed_by text not null,
  placed_at timestamptz not null default now(),
  ended_at timestamptz,
  ended_by text
);
create index holds_by_customer on holds (customer);

create table vulnerabilities (
  id uuid primary key default gen_random_uuid(),
  customer text not null,
  kind text not null,
  starts_at timestamptz not null,
  review_at timestamptz not null,
  recorded_by text not null,
  ended_at timestamptz,
  ended_by text
);
create index vulnerabilities_by_customer on vulnerabilities (customer);

create table kill_switches (
  id uuid primary key default gen_random_uuid(),
  scope text not null check (scope in ('global', 'country', 'channel', 'template')),
  value text not null,
  reason text not null,
  set_by text not null,
  set_at timestamptz not null default now(),
  lifted_by text,
  lifted_at timestamptz
);
create unique index one_standing_switch on kill_switches (scope, value) where lifted_at is null;

create table registrations (
  country text not null,
  channel text not null,
  kind text not null,
  registered_id text not null,
  value text not null,
  category text,
  text text,
  valid_from date not null,
  valid_until date,
  entered_by text not null,
  entered_at timestamptz not null default now(),
  primary key (country, channel, kind, registered_id)
);

-- Calls, conversations and messages from the customer; what we send ourselves stands in dispatch_intents. Bank time.
create table contact_log (
  id bigint generated always as identity primary key,
  customer text not null,
  channel text not null,
  kind text not null check (kind in ('call', 'conversation', 'inbound')),
  at timestamptz not null,
  logged_by text not null
);
create index contact_log_by_customer on contact_log (customer, at);

-- What a person must not forget. Bank time, but for the marks of who did it.
create table tasks (
  id uuid primary key default gen_random_uuid(),
  kind text not null,
  queue text not null,
  rule text not null,
  customer text not null,
  case_id text,
  created_at timestamptz not null,
  due_at timestamptz,
  done_at timestamptz,
  done_by text
);
create unique index one_open_task on tasks (customer, coalesce(case_id, ''), kind, rule) where done_at is null;
create index tasks_open on tasks (queue, created_at, id) where done_at is null;
create index tasks_by_case on tasks (case_id);
