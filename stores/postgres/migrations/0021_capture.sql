-- Up Migration

-- Which customer owns what rows of a bank's database name (an account), by tokens.
create table captured_owners (
  owned text primary key,
  customer text not null
);
create index captured_owners_by_customer on captured_owners (customer);

-- Facts that were read from rows: those that wait to be sent, and for a while those that were, so that none goes twice.
create table captured_facts (
  identity text primary key,
  seq bigint generated always as identity,
  owned text,
  customer text,
  at timestamptz not null,
  fact text,
  key text,
  record text,
  position text not null,
  since timestamptz not null default now(),
  sent_at timestamptz
);
create index captured_waiting on captured_facts (at, seq) where sent_at is null;
create index captured_sent on captured_facts (sent_at) where sent_at is not null;

create table capture_progress (
  one boolean primary key default true check (one),
  snapshot text not null default 'none' check (snapshot in ('none', 'running', 'done')),
  ends jsonb not null default '{}'
);
insert into capture_progress default values;
