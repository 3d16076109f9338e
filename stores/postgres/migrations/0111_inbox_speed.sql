-- Up Migration

-- A filter that fits few rows would walk most of a queue: the two that narrow the most lead an index of their own in
-- each order. What the other filters look at lies in the index too.
create index cases_of_hardship_by_urgency on cases (queue, hardship, urgency desc, case_id desc)
  include (level, product, priority, sla_due_at);
create index cases_of_hardship_by_sla on cases (queue, hardship, sla_due_at, case_id)
  include (level, product, priority);
create index cases_of_hardship_by_due on cases (queue, hardship, due_date, case_id)
  include (level, product, priority, sla_due_at);
create index cases_of_hardship_by_probability on cases (queue, hardship, probability desc, case_id desc)
  include (level, product, priority, sla_due_at);
create index cases_of_hardship_by_exposure on cases (queue, hardship, exposure_minor desc, case_id desc)
  include (level, product, priority, sla_due_at);
create index cases_of_product_by_urgency on cases (queue, product, urgency desc, case_id desc)
  include (level, hardship, priority, sla_due_at);
create index cases_of_product_by_sla on cases (queue, product, sla_due_at, case_id)
  include (level, hardship, priority);
create index cases_of_product_by_due on cases (queue, product, due_date, case_id)
  include (level, hardship, priority, sla_due_at);
create index cases_of_product_by_probability on cases (queue, product, probability desc, case_id desc)
  include (level, hardship, priority, sla_due_at);
create index cases_of_product_by_exposure on cases (queue, product, exposure_minor desc, case_id desc)
  include (level, hardship, priority, sla_due_at);

-- Reading from the index alone needs pages that a vacuum has seen since they changed.
alter table cases set (autovacuum_vacuum_scale_factor = 0.005, autovacuum_vacuum_threshold = 500);
