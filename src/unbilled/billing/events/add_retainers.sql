-- event:   add_retainers
-- returns: retainer_id per retainer, in the order given
-- keeps:   a retainer is of one customer of one contract, and not to be invoiced before somebody says so
-- source:  docs/rules/retainers.md#retainers

with planned as (
    select position, name, retainer_date, amount, hours, unit_price, overage_price, expires_on
      from unnest(%(names)s::text[], %(retainer_dates)s::date[], %(amounts)s::numeric[], %(hours)s::numeric[],
                  %(unit_prices)s::numeric[], %(overage_prices)s::numeric[], %(last_days)s::date[])
           with ordinality as given (name, retainer_date, amount, hours, unit_price, overage_price, expires_on,
                                     position)
),

added as (
    insert into billing_retainer
           (company_id, contract_id, contract_line_id, customer_id, name, retainer_date, transaction_amount,
            transaction_currency, hours, unit_price, overage_price, expires_on, is_of_line, status, open_amount, applied_amount, refunded_amount, drafted_amount, act_id)
    select %(company_id)s, %(contract_id)s, %(contract_line_id)s, %(customer_id)s, name, retainer_date, amount,
           %(currency)s, hours, unit_price, overage_price, expires_on,
           hours is not null and %(is_of_line)s::boolean, 'not_ready', 0, 0, 0, 0, %(act_id)s
      from planned
     order by position
    returning id, name
)

select added.id as retainer_id
  from added
  join planned on planned.name = added.name
 order by planned.position
