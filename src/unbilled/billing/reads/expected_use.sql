-- read:    expected_use
-- returns: per limit that entries would count against, once they are approved: limit_name, limit_amount, left_amount, expected_amount (contract currency), transaction_currency, entry_count (of those that it is about)
-- source:  docs/rules/billing.md#limits

with expected as materialized (
    select move.entry_id, move.contract_id, move.contract_line_id, move.customer_id, move.transaction_amount
      from actuals_moves_of_work(%(company_id)s, %(entry_ids)s::bigint[]) as move
     where move.transaction_type = 'unbilled_sales'
       and move.billing_type = 'chargeable'
       and move.contract_id = any(%(contract_ids)s::bigint[])
),

used as materialized (
    select contract_id, contract_line_id, customer_id, billed_amount + drafted_amount + committed_amount as amount
      from billing_used_of_limits(%(company_id)s, %(contract_ids)s::bigint[], '{}')
)

select case limits.level
       when 'contract' then 'contract ' || contract.number
       when 'contract_customer' then customer.name || ' in contract ' || contract.number
       when 'line' then contract.number || '/' || line.name
       else customer.name || ' in ' || contract.number || '/' || line.name
       end as limit_name,
       limits.limit_amount, limits.limit_amount - taken.amount as left_amount, added.amount as expected_amount,
       contract.currency_id as transaction_currency, added.entry_count
  from agreements_limits(%(company_id)s) as limits
  join agreements_contract as contract on contract.id = limits.contract_id
  left join agreements_contract_line as line on line.id = limits.contract_line_id
  left join masterdata_customer as customer on customer.id = limits.customer_id
 cross join lateral (
       select sum(expected.transaction_amount) as amount, count(distinct expected.entry_id) as entry_count
         from expected
        where expected.contract_id = limits.contract_id
          and (limits.contract_line_id is null or expected.contract_line_id = limits.contract_line_id)
          and (limits.customer_id is null or expected.customer_id = limits.customer_id)
       ) as added
 cross join lateral (
       select coalesce(sum(used.amount), 0) as amount
         from used
        where used.contract_id = limits.contract_id
          and (limits.contract_line_id is null or used.contract_line_id = limits.contract_line_id)
          and (limits.customer_id is null or used.customer_id = limits.customer_id)
       ) as taken
 where added.entry_count > 0
 order by contract.number, limits.level, line.line_no, customer.name
