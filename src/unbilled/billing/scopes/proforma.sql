-- read:    scope of proforma
-- returns: proformas of others' contracts: record_id, name, manager
-- source:  docs/rules/acts.md#own-contracts

select proforma.id as record_id, 'proforma ' || proforma.number as name, managed.manager
  from billing_proforma as proforma
 cross join agreements_manager_of(proforma.contract_id, null) as managed
 where proforma.company_id = %(company_id)s::bigint
   and proforma.id = any(%(ids)s::bigint[])
   and not exists (select
                     from agreements_own_contracts(%(sight_person_id)s::bigint, %(company_id)s::bigint) as own
                    where own.contract_id = proforma.contract_id)
 order by proforma.id
