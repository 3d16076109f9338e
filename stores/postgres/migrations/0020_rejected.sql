-- Up Migration

-- What could not be taken: named here, its bytes in the vault, replayed after a fix.
alter table rejected_events
  add column field text not null default '',
  add column fix text not null default '',
  add column state text not null default 'open' check (state in ('open', 'replayed')),
  add column attempts integer not null default 0,
  add column tried_at timestamptz;
create index rejected_open on rejected_events (id desc) where state = 'open';
create index rejected_by_reason on rejected_events (reason, id desc);

-- Sealed by the customer's own key where the customer is known, so that erasure takes them too.
create table rejected_originals (
  rejected_id bigint primary key references rejected_events on delete cascade,
  customer text not null references vault_keys on delete cascade,
  ciphertext bytea not null,
  kept_at timestamptz not null default now()
);
create index rejected_originals_by_age on rejected_originals (kept_at);
