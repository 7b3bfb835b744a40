-- read:    ready_contracts
-- reads:   billing_backlog_total, billing_backlog_line, billing_milestone, agreements_contract,
--          agreements_contract_line
-- params:  company_id bigint; through date
-- returns: per contract with something ready: contract_id, contract, sale_count, milestone_count,
--          transaction_amount (chargeable), transaction_currency
-- source:  spec/operations.md 9

-- The running totals say where anything is ready at all, so that the rest of the backlog is not read.
with candidates as (
    select distinct line.contract_id
      from billing_backlog_total as total
      join agreements_contract_line as line on line.id = total.contract_line_id
     where total.company_id = %(company_id)s::bigint
       and total.billing_status = 'ready_to_invoice'
       and total.line_count > 0
),

ready as (
    select line.contract_id, 1 as sale, 0 as milestone,
           case when line.billing_type = 'chargeable' then line.transaction_amount else 0 end as amount
      from candidates
      join billing_backlog_line as line on line.contract_id = candidates.contract_id
     where line.company_id = %(company_id)s::bigint
       and line.billing_status = 'ready_to_invoice'
       and line.transaction_date <= %(through)s::date
     union all
    select milestone.contract_id, 0, 1, milestone.transaction_amount
      from billing_milestone as milestone
     where milestone.company_id = %(company_id)s::bigint
       and milestone.status = 'ready_to_invoice'
       and milestone.milestone_date <= %(through)s::date
)

select contract.id as contract_id, contract.number as contract, sum(ready.sale) as sale_count,
       sum(ready.milestone) as milestone_count, sum(ready.amount) as transaction_amount,
       contract.currency_id as transaction_currency
  from ready
  join agreements_contract as contract on contract.id = ready.contract_id
 group by contract.id
 order by contract.number
