-- read:    lock_proformas
-- returns: contract_id per contract of the proformas, locked in id order
-- keeps:   two events never confirm, edit or correct the same proforma
-- source:  docs/rules/performance.md#locking

select contract.id as contract_id
  from agreements_contract as contract
 where contract.id in (select proforma.contract_id
                         from billing_proforma as proforma
                        where proforma.company_id = %(company_id)s
                          and proforma.id = any(%(proforma_ids)s::bigint[]))
 order by contract.id
   for no key update of contract
