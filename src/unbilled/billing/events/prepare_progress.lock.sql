-- event:   prepare_progress
-- returns: contract_id per contract of the lines, locked in id order
-- keeps:   two events together never bill more than the contracted amount
-- source:  docs/rules/performance.md#locking

select contract.id as contract_id
  from agreements_contract as contract
 where contract.id in (select line.contract_id
                         from agreements_contract_line as line
                        where line.company_id = %(company_id)s
                          and line.id = any(%(contract_line_ids)s::bigint[]))
 order by contract.id
   for no key update of contract
