-- event:   expire_retainers
-- returns: per retainer that expires: retainer_id, billed_actual_id, transaction_amount and hours (of money 0) that expire, transaction_currency
-- keeps:   what is on a draft or before its last day does not expire; what is open of a retainer is one unbilled sale, which is reversed
-- source:  docs/rules/retainers.md#expiry

with due as materialized (
    select retainer.id, retainer.open_actual_id, retainer.open_amount, retainer.open_hours
      from billing_retainer as retainer
     where retainer.company_id = %(company_id)s
       and retainer.id = any(%(retainer_ids)s::bigint[])
       and retainer.open_amount > 0
       and retainer.drafted_amount = 0
       and retainer.expires_on < %(acted_on)s::date
),

recorded as (
    insert into actuals_actual
           (company_id, transaction_type, transaction_class, contract_id, contract_line_id, customer_id, project_id,
            transaction_date, accounting_date, quantity, unit, unit_price, transaction_amount, transaction_currency,
            billing_type, reverses_id, goes_to_journal, act_id)
    select %(company_id)s, sale.transaction_type, sale.transaction_class, sale.contract_id, sale.contract_line_id,
           sale.customer_id, sale.project_id, sale.transaction_date, %(acted_on)s::date, -sale.quantity, sale.unit,
           sale.unit_price, -sale.transaction_amount, sale.transaction_currency, sale.billing_type, sale.id, false,
           %(act_id)s
      from due
      join actuals_actual as sale on sale.id = due.open_actual_id
     order by due.id
)

update billing_retainer as retainer
   set act_id = %(act_id)s,
       open_actual_id = null,
       open_amount = 0,
       open_hours = 0,
       expired_amount = retainer.expired_amount + due.open_amount,
       expired_hours = retainer.expired_hours + due.open_hours
  from due
 where retainer.id = due.id
returning retainer.id as retainer_id, retainer.billed_actual_id, due.open_amount as transaction_amount,
          due.open_hours as hours, retainer.transaction_currency
