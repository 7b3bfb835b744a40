-- read:    milestones
-- returns: per milestone and customer, by contract, line and day: names, status, proforma and amount
-- source:  docs/rules/billing.md#milestones

select milestone.id as milestone_id, contract.number as contract, line.name as contract_line, milestone.name,
       milestone.milestone_date, customer.name as customer, milestone.status, proforma.number as proforma,
       milestone.transaction_amount, milestone.transaction_currency
  from billing_milestone as milestone
  join agreements_contract as contract on contract.id = milestone.contract_id
  join agreements_contract_line as line on line.id = milestone.contract_line_id
  join masterdata_customer as customer on customer.id = milestone.customer_id
  left join billing_proforma as proforma on proforma.id = milestone.proforma_id
 where milestone.company_id = %(company_id)s::bigint
   and (%(contract_ids)s::bigint[] is null or milestone.contract_id = any(%(contract_ids)s::bigint[]))
   and (%(project_ids)s::bigint[] is null or line.project_id = any(%(project_ids)s::bigint[]))
   and (%(customer_ids)s::bigint[] is null or milestone.customer_id = any(%(customer_ids)s::bigint[]))
   and (%(from_date)s::date is null or milestone.milestone_date >= %(from_date)s::date)
   and (%(through_date)s::date is null or milestone.milestone_date <= %(through_date)s::date)
 order by contract.number, line.line_no, milestone.milestone_date, milestone.id
