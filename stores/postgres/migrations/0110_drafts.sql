-- Up Migration

-- One draft for each thing that somebody writes on a case: a remark, or other words for a step of the plan.
alter table drafts add column kind text not null default 'remark';
alter table drafts drop constraint drafts_pkey;
alter table drafts add primary key (case_id, actor_id, kind);
