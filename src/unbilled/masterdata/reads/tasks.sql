-- read:    tasks
-- returns: per task: its project and name, who changed it last
-- source:  docs/rules/masters.md#projects

select task.id as task_id, concat_ws('/', project.code, task.name) as name, task.project_id, project.code as project,
       task.name as task,
       act.acted_at as changed_at, person.username as changed_by
  from masterdata_task as task
  left join masterdata_project as project on project.id = task.project_id
  left join people_act as act on act.id = task.act_id
  left join people_person as person on person.id = act.person_id
 where task.company_id = %(company_id)s::bigint
