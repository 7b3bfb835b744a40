-- read:    tables, its backlog by day
-- returns: one row per contract line, customer and day on which backlog or work in progress moved: how they stood at its end

with contracts as (
    select array_agg(id order by id) as ids from agreements_contract where company_id = %(company_id)s
),

moves as (
    select move.contract_line_id, move.customer_id, move.moved_on, move.transaction_amount as open_amount, 0 as wip_amount
      from contracts
     cross join lateral billing_backlog_moves(%(company_id)s, contracts.ids) as move
     where move.billing_type = 'chargeable'
     union all
    select move.contract_line_id, move.customer_id, move.moved_on, 0, move.accounting_amount
      from contracts
     cross join lateral accounting_wip_moves(%(company_id)s, contracts.ids) as move
),

days as (
    select contract_line_id, customer_id, moved_on, sum(open_amount) as open_amount, sum(wip_amount) as wip_amount
      from moves
     group by contract_line_id, customer_id, moved_on
)

select days.contract_line_id || ' ' || days.customer_id || ' ' || days.moved_on as key,
       contract.number as contract,
       line.name as line,
       customer.account as customer,
       days.moved_on as day,
       sum(days.open_amount) over since as backlog,
       sum(days.wip_amount) over since as "in progress"
  from days
  join agreements_contract_line as line on line.id = days.contract_line_id
  join agreements_contract as contract on contract.id = line.contract_id
  join masterdata_customer as customer on customer.id = days.customer_id
window since as (partition by days.contract_line_id, days.customer_id order by days.moved_on)
 order by contract.number, line.line_no, customer.account, days.moved_on
