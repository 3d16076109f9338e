-- The features of an obligation as of 21 days before it is due, or of when it became known if later, until its
-- outcome row is written.
create table obligation_features (
  customer text not null,
  obligation_id text not null,
  as_of timestamptz not null,
  features jsonb not null,
  primary key (customer, obligation_id)
);

-- `features` of an outcome row are those; a case adds the ones that its evidence froze.
alter table outcomes rename column features to frozen_features;
alter table outcomes rename column features_as_of to frozen_as_of;
alter table outcomes add column features jsonb;
alter table outcomes add column features_as_of timestamptz;
