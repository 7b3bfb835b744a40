-- read:    scope of task
-- returns: tasks of others' projects: record_id, name, manager
-- source:  docs/rules/acts.md#own-contracts

select task.id as record_id, 'task ' || task.name || ' of project ' || project.code as name,
       managed.manager
  from masterdata_task as task
  join masterdata_project as project on project.id = task.project_id
 cross join agreements_manager_of(null, task.project_id) as managed
 where task.company_id = %(company_id)s::bigint
   and task.id = any(%(ids)s::bigint[])
   and not exists (select
                     from agreements_own_projects(%(sight_person_id)s::bigint, %(company_id)s::bigint) as own
                    where own.project_id = task.project_id)
 order by task.id
