-- Up Migration

-- Bank time: segments are only ever appended (domain/bank-time.ts).
create table bank_clock (
  seq bigint generated always as identity primary key,
  wall_from_ms bigint not null,
  bank_from_ms bigint not null,
  speed double precision not null check (speed >= 0)
);

create table ticks (
  bank_date date primary key,
  written_at timestamptz not null default now()
);

-- Vault: one data key a customer, wrapped by the vault key; destroying the row erases all that it encrypted.
create table vault_keys (
  customer text primary key,
  wrapped_key bytea not null,
  created_at timestamptz not null default now()
);
create table vault_contacts (
  customer text primary key references vault_keys on delete cascade,
  ciphertext bytea not null,
  updated_at timestamptz not null default now()
);
create table vault_texts (
  ref uuid primary key,
  customer text not null references vault_keys on delete cascade,
  kind text not null,
  sha256 text not null,
  ciphertext bytea not null,
  created_at timestamptz not null default now()
);
create table blind_index (
  word_hash bytea not null,
  customer text not null references vault_keys on delete cascade,
  primary key (word_hash, customer)
);

create table consents (
  id bigint generated always as identity primary key,
  customer text not null,
  channel text not null,
  purpose text not null,
  basis text not null,
  status text not null check (status in ('granted', 'withdrawn')),
  at timestamptz not null,
  unique (customer, channel, purpose, at)
);

-- What the bank says is due, and what became of it. Written by the opener from bank-events; the last version wins.
create table obligations (
  id text not null,
  customer text not null,
  version integer not null,
  product text not null,
  due_date date not null,
  amount_minor bigint not null,
  currency text not null,
  primary key (customer, id)
);
create table settlements (
  event_id text not null,
  customer text not null,
  obligation_id text not null,
  date date not null,
  status text not null,
  amount_minor bigint not null,
  primary key (customer, event_id)
);
create index settlements_by_obligation on settlements (customer, obligation_id);

-- The ledger: one open episode a customer, whatever comes twice.
create table episodes (
  customer text not null,
  episode integer not null,
  case_id text not null unique,
  obligation_id text not null,
  evaluation_id text not null,
  started boolean not null default false,
  open boolean not null default true,
  opened_at timestamptz not null,
  closed_at timestamptz,
  cool_down_until timestamptz,
  primary key (customer, episode)
);
create unique index one_open_episode on episodes (customer) where open;
create index episodes_unstarted on episodes (opened_at) where not started;

-- The evaluation that opened a case: the canonical bytes as text, so that they verify.
create table case_evaluations (
  evaluation_id text primary key,
  customer text not null,
  sha256 text not null,
  body text not null
);

create table case_scores (
  case_id text not null,
  version integer not null,
  body text not null,
  primary key (case_id, version)
);
create table evidence (
  case_id text not null,
  version integer not null,
  hash text not null,
  body text not null,
  created_at timestamptz not null default now(),
  primary key (case_id, version)
);
create table plans (
  case_id text not null,
  version integer not null,
  hash text not null,
  body text not null,
  created_at timestamptz not null default now(),
  primary key (case_id, version)
);

-- Read model of the inbox, written only by activities. (run_epoch, sequence) only grows: a retry changes nothing.
create table cases (
  case_id text primary key,
  customer text not null,
  episode integer not null,
  workflow_run_id text not null,
  run_epoch bigint not null,
  sequence integer not null,
  stage text not null,
  level text not null,
  hardship text not null,
  persona text not null,
  probability double precision,
  scorecard_total double precision not null,
  intervention_id text not null,
  intervention_title text not null,
  kinds text[] not null,
  priority text not null,
  needs_second boolean not null,
  needs_credit_authority boolean not null,
  obligation_id text not null,
  product text not null,
  due_date date not null,
  amount_minor bigint not null,
  exposure_minor bigint not null,
  currency text not null,
  evidence_hash text,
  plan_hash text,
  opened_at timestamptz not null,
  sla_due_at timestamptz,
  hold_until timestamptz,
  approved_by text[] not null default '{}',
  stage_reason text,
  delivery_status text,
  outcome text,
  urgency double precision not null default 0,
  version integer not null default 1,
  updated_at timestamptz not null
);
create index cases_queue on cases (urgency desc, case_id) where stage <> 'closed';
create index cases_by_stage on cases (stage, urgency desc, case_id);
create index cases_by_customer on cases (customer);

create table decisions (
  decision_id uuid primary key,
  case_id text not null,
  verdict text not null,
  reject_reason text,
  actor_id text not null,
  evidence_hash text not null,
  plan_hash text not null,
  accepted boolean not null,
  refusal text,
  remark_ref uuid,
  remark_sha256 text,
  at timestamptz not null default now()
);
create index decisions_by_case on decisions (case_id, at);

-- Intent first, then send, then resolve what is unknown before anything else.
create table dispatch_intents (
  dispatch_key text primary key,
  reference uuid not null unique,
  case_id text not null,
  plan_hash text not null,
  step_index integer not null,
  channel text not null,
  customer text not null,
  body_sha256 text not null,
  state text not null,
  provider_id text unique,
  status text,
  error_code text,
  gate_verdict jsonb,
  intended_at timestamptz not null default now(),
  answered_at timestamptz,
  status_at timestamptz
);
create index dispatch_by_case on dispatch_intents (case_id);

create table message_events (
  id bigint generated always as identity primary key,
  provider_id text not null,
  dispatch_key text,
  status text not null,
  error_code text,
  received_at timestamptz not null default now(),
  unique (provider_id, status)
);

-- One row an obligation: what became of it, and what the case did (spec §5).
create table outcomes (
  customer text not null,
  obligation_id text not null,
  due_date date not null,
  result text not null,
  label smallint,
  decided_at timestamptz not null,
  case_id text,
  assignment text not null,
  receipt jsonb not null,
  action text,
  channel text,
  features jsonb,
  features_as_of timestamptz,
  evidence_hash text,
  primary key (customer, obligation_id)
);

-- Written in the transaction of the row that it tells of; the sequencer gives gap-free ids and publishes.
create table outbox (
  id bigint generated always as identity primary key,
  type text not null,
  subject text not null,
  version integer not null default 1,
  body jsonb not null default '{}',
  created_at timestamptz not null default now()
);
create table case_events (
  seq bigint primary key,
  outbox_id bigint not null unique,
  type text not null,
  subject text not null,
  version integer not null,
  body jsonb not null,
  at timestamptz not null,
  published boolean not null default false
);
create index case_events_unpublished on case_events (seq) where not published;

create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  actor_id text not null,
  action text not null,
  subject text,
  details jsonb not null default '{}'
);

create function refuse_change() returns trigger language plpgsql as
$$ begin raise exception '% is insert-only', tg_table_name; end $$;
create trigger audit_insert_only before update or delete or truncate on audit
  for each statement execute function refuse_change();
create trigger evidence_insert_only before update or delete or truncate on evidence
  for each statement execute function refuse_change();
create trigger plans_insert_only before update or delete or truncate on plans
  for each statement execute function refuse_change();

create table case_archive (
  case_id text primary key,
  sealed_at timestamptz not null default now(),
  sha256 text not null,
  body bytea not null
);

create table sessions (
  id_hash bytea primary key,
  actor jsonb not null,
  csrf text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create table oidc_records (
  kind text not null,
  id text not null,
  payload jsonb not null,
  grant_id text,
  uid text,
  expires_at timestamptz,
  primary key (kind, id)
);
create index oidc_by_grant on oidc_records (grant_id);
create index oidc_by_uid on oidc_records (kind, uid);

create table idempotency_keys (
  actor_id text not null,
  key text not null,
  route text not null,
  request_sha256 text not null,
  status integer not null,
  response jsonb not null,
  created_at timestamptz not null default now(),
  primary key (actor_id, key)
);

create table rejected_events (
  id bigint generated always as identity primary key,
  source text not null,
  position text not null,
  reason text not null,
  sha256 text not null,
  rejected_at timestamptz not null default now(),
  unique (source, position)
);
