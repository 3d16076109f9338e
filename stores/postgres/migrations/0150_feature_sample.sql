-- Up Migration

-- The features of some customers as of their last morning, to hold against those that the model learned from.
create table feature_sample (
  customer text primary key,
  features text not null
);
insert into feature_sample (customer, features)
  select customer, (body::jsonb -> 'features')::text from customers
  where body is not null and probability is not null and body::jsonb ->> 'cause' = 'tick'
  order by customer limit 2000;

-- Measured on whatever a customer's latest event left, which no training row is like.
delete from drift_days;
