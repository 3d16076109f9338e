-- Up Migration

-- Each level has its own place in every order: a level hangs together with the probability, so that a walk for one would
-- pass over all of the other first. No filter on the level merges the few levels there are.
drop index cases_by_urgency;
drop index cases_by_sla;
drop index cases_by_due;
drop index cases_by_probability;
drop index cases_by_exposure;
drop index cases_of_hardship_by_urgency;
drop index cases_of_hardship_by_sla;
drop index cases_of_hardship_by_due;
drop index cases_of_hardship_by_probability;
drop index cases_of_hardship_by_exposure;
drop index cases_of_product_by_urgency;
drop index cases_of_product_by_sla;
drop index cases_of_product_by_due;
drop index cases_of_product_by_probability;
drop index cases_of_product_by_exposure;
create index cases_by_urgency on cases (queue, level, urgency desc, case_id desc)
  include (hardship, product, priority, sla_due_at);
create index cases_by_sla on cases (queue, level, sla_due_at, case_id)
  include (hardship, product, priority);
create index cases_by_due on cases (queue, level, due_date, case_id)
  include (hardship, product, priority, sla_due_at);
create index cases_by_probability on cases (queue, level, probability desc, case_id desc)
  include (hardship, product, priority, sla_due_at);
create index cases_by_exposure on cases (queue, level, exposure_minor desc, case_id desc)
  include (hardship, product, priority, sla_due_at);
create index cases_of_hardship_by_urgency on cases (queue, level, hardship, urgency desc, case_id desc)
  include (product, priority, sla_due_at);
create index cases_of_hardship_by_sla on cases (queue, level, hardship, sla_due_at, case_id)
  include (product, priority);
create index cases_of_hardship_by_due on cases (queue, level, hardship, due_date, case_id)
  include (product, priority, sla_due_at);
create index cases_of_hardship_by_probability on cases (queue, level, hardship, probability desc, case_id desc)
  include (product, priority, sla_due_at);
create index cases_of_hardship_by_exposure on cases (queue, level, hardship, exposure_minor desc, case_id desc)
  include (product, priority, sla_due_at);
create index cases_of_product_by_urgency on cases (queue, level, product, urgency desc, case_id desc)
  include (hardship, priority, sla_due_at);
create index cases_of_product_by_sla on cases (queue, level, product, sla_due_at, case_id)
  include (hardship, priority);
create index cases_of_product_by_due on cases (queue, level, product, due_date, case_id)
  include (hardship, priority, sla_due_at);
create index cases_of_product_by_probability on cases (queue, level, product, probability desc, case_id desc)
  include (hardship, priority, sla_due_at);
create index cases_of_product_by_exposure on cases (queue, level, product, exposure_minor desc, case_id desc)
  include (hardship, priority, sla_due_at);
