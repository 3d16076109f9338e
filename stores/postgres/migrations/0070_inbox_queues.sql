-- Up Migration

-- The queue that a case stands in, so that each order of a queue is one index. What a filter looks at lies in the index
-- too: rows that do not fit are passed over without being read.
alter table cases add column queue text not null generated always as (
  case
    when stage in ('assessing', 'awaiting_decision') then 'open'
    when stage = 'awaiting_second' then 'second'
    when stage in ('blocked', 'unresolved') then 'attention'
    when stage = 'monitoring' then 'monitoring'
    when stage = 'closed' then 'closed'
    else 'underway'
  end
) stored;
drop index cases_by_urgency;
drop index cases_open_by_urgency;
drop index cases_open_by_sla;
drop index cases_open_by_due;
drop index cases_open_by_probability;
drop index cases_open_by_exposure;
drop index cases_open_by_kind;
drop index cases_closed;
create index cases_by_urgency on cases (queue, urgency desc, case_id desc)
  include (level, hardship, product, priority, sla_due_at);
create index cases_by_sla on cases (queue, sla_due_at, case_id) include (level, hardship, product, priority);
create index cases_by_due on cases (queue, due_date, case_id)
  include (level, hardship, product, priority, sla_due_at);
create index cases_by_probability on cases (queue, probability desc, case_id desc)
  include (level, hardship, product, priority, sla_due_at);
create index cases_by_exposure on cases (queue, exposure_minor desc, case_id desc)
  include (level, hardship, product, priority, sla_due_at);
create index cases_by_kind on cases (queue, hardship, level, product, priority);
create index cases_by_stage on cases (stage);
