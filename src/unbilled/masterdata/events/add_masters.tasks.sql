-- event:   add_masters
-- returns: nothing; the row count says how many were added
-- source:  docs/rules/masters.md#masters-from-files

insert into masterdata_task (company_id, project_id, name, act_id)
select %(company_id)s::bigint, named.project_id, named.name, %(act_id)s
  from unnest(%(project_ids)s::bigint[], %(task_names)s::text[]) as named (project_id, name)
 order by named.project_id, named.name
    on conflict do nothing
