-- read:    projects
-- returns: per project: manager, group, stage, how many tasks, who changed it last
-- source:  docs/rules/masters.md#projects

select project.id as project_id, project.code, project.name, manager.username as manager, project.project_group,
       tax_group.code as tax_group, project.stage,
       (select count(*) from masterdata_task as task where task.project_id = project.id) as task_count,
       act.acted_at as changed_at, person.username as changed_by
  from masterdata_project as project
  left join people_person as manager on manager.id = project.manager_id
  left join tax_tax_group as tax_group on tax_group.id = project.tax_group_id
  left join people_act as act on act.id = project.act_id
  left join people_person as person on person.id = act.person_id
 where project.company_id = %(company_id)s::bigint
