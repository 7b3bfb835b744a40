-- event:   divide_sales
-- returns: per sale divided: actual_id, reversal_id, part_id, rest_id
-- keeps:   the parts sum to the whole, in quantity and in amount
-- source:  docs/rules/actuals.md#divided-sales; docs/rules/actuals.md#facts

with divided as materialized (
    select sale.id as actual_id, sale.transaction_class, sale.contract_id, sale.contract_line_id, sale.customer_id,
           sale.project_id, sale.task_id, sale.role_id, sale.category_id, sale.resource_id, sale.transaction_date,
           sale.accounting_date, sale.quantity, sale.unit, sale.unit_price, sale.transaction_amount,
           sale.transaction_currency, sale.billing_type, sale.price_source_id, sale.entry_id, sale.goes_to_journal,
           named.amount as part_amount,
           -- A part of the quantity as large as that of the amount; of what is left neither is all.
           round(sale.quantity * named.amount / sale.transaction_amount, 6) as part_quantity,
           nextval('actuals_actual_id_seq') as reversal_id, nextval('actuals_actual_id_seq') as part_id,
           nextval('actuals_actual_id_seq') as rest_id
      from unnest(%(actual_ids)s::bigint[], %(amounts)s::numeric[]) as named (id, amount)
      join actuals_actual as sale on sale.id = named.id
     where sale.company_id = %(company_id)s
       and sale.transaction_type = 'unbilled_sales'
       and sale.reverses_id is null
       and named.amount > 0
       and named.amount < sale.transaction_amount
     order by sale.id
),

recorded as (
    insert into actuals_actual
           (id, company_id, transaction_type, transaction_class, contract_id, contract_line_id, customer_id,
            project_id, task_id, role_id, category_id, resource_id, transaction_date, accounting_date,
            quantity, unit, unit_price, transaction_amount, transaction_currency, billing_type,
            price_source_id, reverses_id, replaces_id, entry_id, goes_to_journal, act_id)
    select move.id, %(company_id)s, 'unbilled_sales', divided.transaction_class, divided.contract_id,
           divided.contract_line_id, divided.customer_id, divided.project_id, divided.task_id, divided.role_id,
           divided.category_id, divided.resource_id, divided.transaction_date, divided.accounting_date,
           move.quantity, divided.unit, divided.unit_price, move.amount, divided.transaction_currency,
           divided.billing_type, divided.price_source_id, move.reverses_id, move.replaces_id, divided.entry_id,
           true, %(act_id)s
      from divided
     cross join lateral (values
           (divided.reversal_id, -divided.quantity, -divided.transaction_amount, divided.actual_id, null::bigint),
           (divided.part_id, divided.part_quantity, divided.part_amount, null, divided.actual_id),
           (divided.rest_id, divided.quantity - divided.part_quantity,
            divided.transaction_amount - divided.part_amount, null, divided.actual_id)
           ) as move (id, quantity, amount, reverses_id, replaces_id)
)

select actual_id, reversal_id, part_id, rest_id
  from divided
 order by actual_id
