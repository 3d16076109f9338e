-- Up Migration

-- On how many partitions the day's tick is; null: on all of them.
alter table ticks add column partitions integer;
