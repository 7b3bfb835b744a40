-- event:   apply_change_orders
-- returns: one row: number and status of the contract, names and line_ids of its lines, value (contracted amounts of all)
-- source:  docs/rules/agreements.md#change-orders

select contract.number, contract.status,
       coalesce(array_agg(line.name order by line.id) filter (where line.id is not null), '{}') as names,
       coalesce(array_agg(line.id order by line.id) filter (where line.id is not null), '{}') as line_ids,
       coalesce(sum(line.contracted_amount), 0) as value
  from agreements_contract as contract
  left join agreements_contract_line as line on line.contract_id = contract.id
 where contract.company_id = %(company_id)s
   and contract.id = %(contract_id)s
 group by contract.id
