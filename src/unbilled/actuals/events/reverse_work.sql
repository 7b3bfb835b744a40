-- event:   reverse_work
-- returns: per transaction type and currency: transaction_type, transaction_currency, transaction_amount reversed, reversed_ids, reversal_ids
-- keeps:   a reversal mirrors what it reverses
-- source:  docs/rules/actuals.md#work-taken-back; docs/rules/actuals.md#facts

with recorded as (
    insert into actuals_actual
           (company_id, transaction_type, transaction_class, contract_id, contract_line_id, customer_id,
            project_id, task_id, role_id, category_id, resource_id, transaction_date, accounting_date,
            quantity, unit, unit_price, transaction_amount, transaction_currency, billing_type,
            price_source_id, reverses_id, entry_id, goes_to_journal, act_id)
    select actual.company_id, actual.transaction_type, actual.transaction_class, actual.contract_id,
           actual.contract_line_id, actual.customer_id, actual.project_id, actual.task_id, actual.role_id,
           actual.category_id, actual.resource_id, actual.transaction_date,
           greatest(actual.accounting_date, %(acted_on)s::date), -actual.quantity, actual.unit, actual.unit_price,
           -actual.transaction_amount, actual.transaction_currency, actual.billing_type, actual.price_source_id,
           actual.id, actual.entry_id, true, %(act_id)s
      from unnest(%(actual_ids)s::bigint[]) as named (id)
      join actuals_actual as actual on actual.id = named.id
     where actual.company_id = %(company_id)s
       and actual.transaction_type in ('cost', 'unbilled_sales')
       and actual.reverses_id is null
     order by actual.contract_line_id nulls first, actual.transaction_date, actual.id
    returning id, transaction_type, transaction_amount, transaction_currency, reverses_id
)

select transaction_type, transaction_currency, -sum(transaction_amount) as transaction_amount,
       array_agg(reverses_id order by id) as reversed_ids, array_agg(id order by id) as reversal_ids
  from recorded
 group by transaction_type, transaction_currency
 order by transaction_type, transaction_currency
