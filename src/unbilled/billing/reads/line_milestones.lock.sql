-- read:    line_milestones
-- returns: contract_id of the line, locked
-- keeps:   two events together never plan more than the contracted amount
-- source:  docs/rules/performance.md#locking

select contract.id as contract_id
  from agreements_contract as contract
 where contract.id = (select line.contract_id
                        from agreements_contract_line as line
                       where line.company_id = %(company_id)s
                         and line.id = %(contract_line_id)s)
   for no key update of contract
