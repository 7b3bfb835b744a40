-- read:    find_masters
-- returns: per task of the projects: task_id, project_id, name

select task.id as task_id, task.project_id, task.name
  from masterdata_task as task
 where task.company_id = %(company_id)s::bigint
   and task.project_id = any(%(project_ids)s::bigint[])
 order by task.id
