-- Up Migration

-- Which cases a person takes, by the customer's language and the product; an empty list takes every one.
create table staff_routing (
  actor_id text primary key,
  languages text[] not null default '{}',
  products text[] not null default '{}',
  set_by text not null,
  set_at timestamptz not null default now()
);

-- How far each feature stood from the champion's training, at the end of each bank day.
create table drift_days (
  bank_date date not null,
  model text not null,
  feature text not null,
  psi float8 not null,
  primary key (model, bank_date, feature)
);
