-- Up Migration

-- How a case is worked: whose it is, until when it sleeps (bank time), how far its SLA has come.
alter table cases
  add column assignee text,
  add column snoozed_until timestamptz,
  add column escalation text check (escalation in ('remind', 'escalate', 'reassign'));
create index cases_of_assignee on cases (assignee) where stage <> 'closed';

-- What a decision said besides its verdict: references and codes.
alter table decisions add column detail jsonb;

-- Cases of the hold-out: nobody sees them until they are sealed, or the seal is broken. `face` is the row to be.
create table hold_outs (
  case_id text primary key,
  customer text not null,
  face jsonb not null,
  seal_broken_at timestamptz,
  seal_broken_by text,
  seal_broken_reason text
);
create index hold_outs_by_customer on hold_outs (customer);

-- Who may be given cases, as last seen signing in; absences in bank days, both included.
create table staff (
  actor_id text primary key,
  roles text[] not null,
  permissions text[] not null default '{}',
  seen_at timestamptz not null default now()
);
create table absences (
  actor_id text not null,
  from_date date not null,
  until_date date not null check (until_date >= from_date),
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (actor_id, from_date)
);

-- A case by hand: who says so, and what they say.
alter table episodes
  add column declared_hardship text,
  add column source text,
  add column opened_by text;
