-- read:    whole_terms
-- returns: contract_id, number, line_no, line_name and total_percent of each line whose shares do not total 100
-- source:  docs/rules/agreements.md#customers-and-shares

select contract.id as contract_id, contract.number, line.line_no, line.name as line_name,
       coalesce(sum(share.split_percent), 0) as total_percent
  from agreements_contract as contract
  join agreements_contract_line as line on line.contract_id = contract.id
  left join agreements_line_customer as share on share.contract_line_id = line.id
 where contract.company_id = %(company_id)s
   and contract.id = any(%(contract_ids)s::bigint[])
 group by contract.id, contract.number, line.line_no, line.name
having coalesce(sum(share.split_percent), 0) <> 100
 order by contract.id, line.line_no
