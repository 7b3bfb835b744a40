-- event:   prepare_products
-- returns: per line: contract_line_id, contract_id, contract, status (of the contract), line, is_product, unit, waiting_quantity
--          (neither ready nor on a proforma)
-- source:  docs/rules/billing.md#products

select line.id as contract_line_id, contract.id as contract_id, contract.number as contract, contract.status,
       line.name as line, line.billing_method = 'product' as is_product, line.unit,
       coalesce(sum(part.quantity) filter (where part.status = 'not_ready'), 0) as waiting_quantity
  from agreements_contract_line as line
  join agreements_contract as contract on contract.id = line.contract_id
  left join billing_milestone as part on part.contract_line_id = line.id
 where line.company_id = %(company_id)s
   and line.id = any(%(contract_line_ids)s::bigint[])
 group by line.id, contract.id
 order by contract.number, line.line_no
