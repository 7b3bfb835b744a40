-- read:    line_milestones
-- returns: per milestone of a contract line, by name, or one row without a name where it has none: contract_line_id, contract_id,
--          contract, line, currency, digits, name, milestone_date, transaction_amount (of all parts),
--          customer_ids and amounts of its parts, billed_by (numbers of proformas that hold it, bill it or billed it)
-- source:  docs/rules/billing.md#changing-milestones

select line.id as contract_line_id, line.contract_id, contract.number as contract, line.name as line, currency.code as currency, currency.digits,
       milestone.name, min(milestone.milestone_date) as milestone_date,
       sum(milestone.transaction_amount) as transaction_amount,
       array_agg(milestone.customer_id order by milestone.customer_id) as customer_ids,
       array_agg(milestone.transaction_amount order by milestone.customer_id) as amounts,
       array(select distinct proforma.number
               from billing_proforma_detail as detail
               join billing_proforma as proforma on proforma.id = detail.proforma_id
              where detail.company_id = line.company_id
                and detail.milestone_id = any(array_agg(milestone.id order by milestone.id))
              order by proforma.number) as billed_by
  from agreements_contract_line as line
  join agreements_contract as contract on contract.id = line.contract_id
  join companies_currency as currency on currency.code = contract.currency_id
  left join billing_milestone as milestone
    on milestone.contract_line_id = line.id
   and milestone.quantity is null
 where line.company_id = %(company_id)s
   and line.id = %(contract_line_id)s
 group by line.id, contract.id, currency.code, milestone.name
 order by milestone.name
