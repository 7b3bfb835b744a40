-- read:    find_named, contract lines
-- returns: per line of a contract, in their order: line_no, name, id

select line.line_no, line.name, line.id
  from agreements_contract as contract
  join agreements_contract_line as line on line.contract_id = contract.id
 where contract.company_id = %(company_id)s::bigint
   and contract.number = %(contract)s::text
 order by line.line_no
