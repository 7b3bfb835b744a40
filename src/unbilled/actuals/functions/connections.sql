-- function: actuals_connections
-- returns:  per link between two actuals of a company: from_id, connection, to_id: what reverses and what replaces another, which cost a sale sells, which unbilled sale a billed one bills
-- keeps:    a sale of work has its cost from its approval on, a billed sale its unbilled one from its confirmation on
-- source:   docs/rules/actuals.md#origins
create or replace function actuals_connections(of_company bigint)
returns table (from_id bigint, connection text, to_id bigint)
language sql stable as $$
    select actual.id, link.word, link.id
      from actuals_actual as actual
     cross join lateral (values ('reverses', actual.reverses_id), ('replaces', actual.replaces_id)) as link (word, id)
     where actual.company_id = of_company
       and link.id is not null
     union all
    -- The cost that stood when the sale was recorded.
    (select distinct on (sale.id) sale.id, 'sells', cost.id
       from actuals_actual as sale
       join actuals_actual as cost
         on cost.entry_id = sale.entry_id
        and cost.transaction_type = 'cost'
        and cost.reverses_id is null
        and cost.act_id <= sale.act_id
      where sale.company_id = of_company
        and sale.transaction_type = 'unbilled_sales'
        and sale.reverses_id is null
      order by sale.id, cost.id desc)
     union all
    -- A confirmation takes each unbilled sale that it bills back at once, on the same line.
    (select distinct on (billed.id) billed.id, 'bills', taken.reverses_id
       from actuals_actual as billed
       join actuals_actual as taken
         on taken.proforma_id = billed.proforma_id
        and taken.proforma_line_no = billed.proforma_line_no
        and taken.transaction_type = 'unbilled_sales'
        and taken.reverses_id is not null
        and taken.quantity = -billed.quantity
        and taken.billing_type = billed.billing_type
      where billed.company_id = of_company
        and billed.transaction_type = 'billed_sales'
        and billed.reverses_id is null
      order by billed.id, taken.transaction_amount <> -billed.transaction_amount, taken.id)
     union all
    -- What a correction bills again stands for what it takes back on the same line.
    select billed.id, 'replaces', taken.reverses_id
      from actuals_actual as billed
      join actuals_actual as taken
        on taken.proforma_id = billed.proforma_id
       and taken.proforma_line_no = billed.proforma_line_no
       and taken.transaction_type = 'billed_sales'
       and taken.reverses_id is not null
     where billed.company_id = of_company
       and billed.transaction_type = 'billed_sales'
       and billed.reverses_id is null
$$
