-- read:    scope of actual
-- returns: actuals of others' contracts and projects: record_id, name, manager
-- source:  docs/rules/acts.md#own-contracts

select actual.id as record_id,
       concat_ws(' ', replace(actual.transaction_type, '_', ' '),
                 coalesce('of entry ' || coalesce(entry.external_reference, entry.id::text), actual.id::text)) as name,
       managed.manager
  from actuals_actual as actual
  left join work_entry as entry on entry.id = actual.entry_id
 cross join agreements_manager_of(actual.contract_id, actual.project_id) as managed
 where actual.company_id = %(company_id)s::bigint
   and actual.id = any(%(ids)s::bigint[])
   and not exists (select
                     from agreements_own_contracts(%(sight_person_id)s::bigint, %(company_id)s::bigint) as own
                    where own.contract_id = actual.contract_id)
   and not exists (select
                     from agreements_own_projects(%(sight_person_id)s::bigint, %(company_id)s::bigint) as own
                    where own.project_id = actual.project_id)
 order by actual.id
