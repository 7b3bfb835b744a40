-- read:    scope of project
-- returns: projects that somebody else manages and no own contract covers: record_id, name, manager
-- source:  docs/rules/acts.md#own-contracts

select project.id as record_id, 'project ' || project.code as name, managed.manager
  from masterdata_project as project
 cross join agreements_manager_of(null, project.id) as managed
 where project.company_id = %(company_id)s::bigint
   and project.id = any(%(ids)s::bigint[])
   and not exists (select
                     from agreements_own_projects(%(sight_person_id)s::bigint, %(company_id)s::bigint) as own
                    where own.project_id = project.id)
 order by project.id
