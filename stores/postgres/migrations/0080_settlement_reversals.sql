-- Settlements that the bank took back; one may arrive before the settlement.
create table settlement_reversals (
  customer text not null,
  event_id text not null,
  settlement_id text not null,
  date date not null,
  primary key (customer, event_id)
);
create index settlement_reversals_by_settlement on settlement_reversals (customer, settlement_id);
