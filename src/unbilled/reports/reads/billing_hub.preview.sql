-- read:    billing_hub, what proformas would bill
-- returns: per contract and customer: contract, customer, record_count, transaction_amount (what is charged, before
--          tax) and transaction_currency of what is ready up to a day
-- source:  docs/rules/billing.md#creating-proformas

select contract.number as contract, customer.name as customer, count(*) as record_count,
       coalesce(sum(case when work.is_milestone then milestone.transaction_amount
                         when line.billing_type = 'chargeable' then line.transaction_amount end), 0)
           as transaction_amount,
       contract.currency_id as transaction_currency
  from billing_ready_work(%(company_id)s::bigint, %(contract_ids)s::bigint[], %(through)s::date, array[]::bigint[],
                          array[]::bigint[]) as work
  join agreements_contract as contract on contract.id = work.contract_id
  join masterdata_customer as customer on customer.id = work.customer_id
  left join billing_backlog_line as line on line.actual_id = work.id and not work.is_milestone
  left join billing_milestone as milestone on milestone.id = work.id and work.is_milestone
 group by contract.number, contract.currency_id, customer.name
 order by contract.number, customer.name
