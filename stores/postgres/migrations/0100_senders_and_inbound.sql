-- Up Migration

-- When each sender may send again: one queue a sender, over all workers. Wall time.
create table sender_turns (
  sender text primary key,
  free_at timestamptz not null
);

-- What customers wrote to us. The words lie in the vault; `customer` is null where nobody of that address is known.
create table inbound_messages (
  id uuid primary key default gen_random_uuid(),
  provider_id text not null,
  customer text,
  channel text not null,
  reply text not null check (reply in ('stop', 'start', 'help', 'text')),
  text_ref uuid,
  text_sha256 text,
  case_id text,
  answered boolean not null,
  received_at timestamptz not null,
  seen_at timestamptz,
  seen_by text
);
-- A number that several customers share speaks for each of them; the same message never twice.
create unique index inbound_once on inbound_messages (provider_id, coalesce(customer, ''));
create index inbound_by_customer on inbound_messages (customer, received_at);
create index inbound_by_case on inbound_messages (case_id) where case_id is not null;

-- The provider's lists compared with our own steps, a day at a time (UTC). `open`: taken and without an end since.
create table reconciliations (
  day date primary key,
  done_at timestamptz not null default now(),
  listed integer not null,
  moved integer not null,
  strange integer not null,
  open integer not null
);
