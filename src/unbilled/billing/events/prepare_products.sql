-- event:   prepare_products
-- returns: milestone_id per line: the part that is to be ready, which the rest has not given way to yet; or the rest where it is
--          just as much
-- source:  docs/rules/billing.md#products

with asked as materialized (
    select line.id as contract_line_id, line.contract_id, line.name, line.unit, line.unit_price, contract.currency_id as currency,
           currency.digits, waiting.customer_id, waiting.whole_id
      from agreements_contract_line as line
      join agreements_contract as contract on contract.id = line.contract_id
      join companies_currency as currency on currency.code = contract.currency_id
     cross join lateral (
              select min(part.customer_id) as customer_id,
                     min(part.id) filter (where part.quantity = %(quantity)s::numeric) as whole_id
                from billing_milestone as part
               where part.contract_line_id = line.id
                 and part.status = 'not_ready'
          ) as waiting
     where line.company_id = %(company_id)s
       and line.id = any(%(contract_line_ids)s::bigint[])
),

dated as (
    update billing_milestone as part
       set act_id = %(act_id)s,
           milestone_date = %(delivery_date)s::date,
           is_rest = false
      from asked
     where part.id = asked.whole_id
    returning part.id
),

cut as (
    insert into billing_milestone
           (company_id, contract_id, contract_line_id, customer_id, name, milestone_date, transaction_amount,
            transaction_currency, quantity, unit, unit_price, status, is_rest, act_id)
    select %(company_id)s, asked.contract_id, asked.contract_line_id, asked.customer_id,
           asked.name || ', part ' || taken.last + 1, %(delivery_date)s::date,
           round(%(quantity)s::numeric * asked.unit_price, asked.digits), asked.currency, %(quantity)s::numeric, asked.unit,
           asked.unit_price, 'not_ready', false, %(act_id)s
      from asked
     cross join lateral (
              select coalesce(max((regexp_match(part.name, ', part ([0-9]{1,6})$'))[1]::integer), 0) as last
                from billing_milestone as part
               where part.contract_line_id = asked.contract_line_id
          ) as taken
     where asked.whole_id is null
     order by asked.contract_line_id
    returning id
)

select id as milestone_id from dated
 union all
select id from cut
 order by milestone_id
