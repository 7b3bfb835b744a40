-- read:    scope of entry
-- returns: entries of work on others' projects: record_id, name, manager
-- source:  docs/rules/acts.md#own-contracts

select entry.id as record_id, 'entry ' || coalesce(entry.external_reference, entry.id::text) as name, managed.manager
  from work_entry as entry
 cross join agreements_manager_of(null, entry.project_id) as managed
 where entry.company_id = %(company_id)s::bigint
   and entry.id = any(%(ids)s::bigint[])
   and not exists (select
                     from agreements_own_projects(%(sight_person_id)s::bigint, %(company_id)s::bigint) as own
                    where own.project_id = entry.project_id)
 order by entry.id
