-- event:   add_masters
-- reads:   masterdata_task
-- writes:  masterdata_task
-- params:  company_id bigint; project_ids bigint[]; task_names text[]
-- returns: nothing; the row count says how many were added
-- source:  docs/rules/masters.md#masters-from-files

insert into masterdata_task (company_id, project_id, name)
select %(company_id)s::bigint, named.project_id, named.name
  from unnest(%(project_ids)s::bigint[], %(task_names)s::text[]) as named (project_id, name)
 order by named.project_id, named.name
    on conflict do nothing
