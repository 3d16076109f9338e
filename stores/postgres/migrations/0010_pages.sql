-- Up Migration

-- Every customer as the stream sees them now; written by the projector from `evaluations` and master data. Rebuildable.
create table customers (
  customer text primary key,
  -- Master data; birth year and region serve reports only.
  master_version integer,
  monthly_income_minor bigint,
  income_currency text,
  region text,
  employment text,
  birth_year integer,
  language text,
  -- The latest evaluation.
  evaluation_id text,
  state_version bigint,
  as_of timestamptz,
  level text,
  hardship text,
  persona text,
  probability double precision,
  scorecard_total double precision,
  -- What the Risk Queue is sorted by: the probability, and below every probability the scorecard of who has none.
  risk double precision generated always as (coalesce(probability, scorecard_total / 10 - 1)) stored,
  product text,
  due_date date,
  amount_minor bigint,
  currency text,
  -- The whole evaluation, as it stood on the topic.
  body text,
  evaluated_at timestamptz
);
create index customers_by_risk on customers (risk desc, customer desc) where evaluation_id is not null;
create index customers_by_level on customers (level, risk desc, customer desc) where evaluation_id is not null;
create index customers_by_due on customers (due_date, customer) where evaluation_id is not null;
create index customers_by_peer_group on customers (product, region, income_currency, monthly_income_minor);

-- How many customers stood at each level at the end of each bank day; today's row is kept up to date.
create table level_days (
  bank_date date not null,
  level text not null,
  customers bigint not null,
  primary key (bank_date, level)
);

-- The newest of its kind that the projector has seen.
create table newest (
  kind text primary key,
  bank_at timestamptz not null,
  seen_at timestamptz not null
);

-- Who works on a case, and who has it open. Wall time; a row past its end means nothing.
create table case_claims (
  case_id text primary key,
  actor_id text not null,
  until timestamptz not null
);
create table case_presence (
  case_id text not null,
  actor_id text not null,
  until timestamptz not null,
  primary key (case_id, actor_id)
);
create index case_presence_ended on case_presence (until);

-- What somebody has begun to write on a case; the text lies in the vault.
create table drafts (
  case_id text not null,
  actor_id text not null,
  ref uuid not null,
  sha256 text not null,
  updated_at timestamptz not null default now(),
  primary key (case_id, actor_id)
);

create table saved_views (
  actor_id text not null,
  name text not null,
  query text not null,
  created_at timestamptz not null default now(),
  primary key (actor_id, name)
);

-- The inbox: one index a sort, over what is open; the closed ones have their own.
drop index cases_queue;
drop index cases_by_stage;
create index cases_by_urgency on cases (stage, urgency desc, case_id desc);
create index cases_open_by_urgency on cases (urgency desc, case_id desc) where stage <> 'closed';
create index cases_open_by_sla on cases (sla_due_at, case_id) where stage <> 'closed';
create index cases_open_by_due on cases (due_date, case_id) where stage <> 'closed';
create index cases_open_by_probability on cases (probability desc, case_id desc) where stage <> 'closed';
create index cases_open_by_exposure on cases (exposure_minor desc, case_id desc) where stage <> 'closed';
create index cases_open_by_kind on cases (level, hardship, product) where stage <> 'closed';
create index cases_closed on cases (urgency desc, case_id desc) where stage = 'closed';
create index decisions_by_actor on decisions (actor_id, at desc) where accepted;

create index case_events_at on case_events (at);
create index dispatch_intended_at on dispatch_intents (intended_at);
create index audit_by_subject on audit (subject, id desc);
create index audit_by_actor on audit (actor_id, id desc);
create index audit_by_time on audit (at);

-- Calls that people made; what was said lies in the vault.
create table calls (
  id bigint generated always as identity primary key,
  customer text not null,
  actor_id text not null,
  result text not null,
  note_ref uuid,
  note_sha256 text,
  at timestamptz not null default now()
);
create index calls_by_customer on calls (customer, id desc);
create index case_events_by_subject on case_events (subject, seq);
create index evidence_created_at on evidence (created_at);
create index decisions_at on decisions (at);
create index message_events_at on message_events (received_at);
create index dispatch_by_customer on dispatch_intents (customer, intended_at desc);
