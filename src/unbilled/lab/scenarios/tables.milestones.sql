-- read:    tables, its milestones
-- returns: one row per milestone and customer, and per part of a product

select milestone.id as key,
       milestone.name as milestone,
       contract.number as contract,
       line.name as line,
       customer.account as customer,
       milestone.milestone_date as date,
       milestone.quantity,
       milestone.unit,
       milestone.unit_price as price,
       milestone.transaction_amount as amount,
       milestone.transaction_currency as currency,
       milestone.status,
       billing_header_status(array(select part.status
                                     from billing_milestone as part
                                    where part.contract_line_id = milestone.contract_line_id
                                      and part.name = milestone.name)) as header,
       proforma.number as proforma
  from billing_milestone as milestone
  join agreements_contract as contract on contract.id = milestone.contract_id
  join agreements_contract_line as line on line.id = milestone.contract_line_id
  join masterdata_customer as customer on customer.id = milestone.customer_id
  left join billing_proforma as proforma on proforma.id = milestone.proforma_id
 where milestone.company_id = %(company_id)s
 order by milestone.id
