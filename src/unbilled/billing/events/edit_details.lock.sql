-- event:   edit_details
-- returns: contract_id of the proforma, locked
-- keeps:   nobody confirms a proforma while somebody edits it
-- source:  docs/rules/performance.md#locking

select contract.id as contract_id
  from agreements_contract as contract
 where contract.id = (select proforma.contract_id
                        from billing_proforma as proforma
                       where proforma.company_id = %(company_id)s
                         and proforma.id = %(proforma_id)s)
   for no key update of contract
