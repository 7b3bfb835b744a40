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
    -- The cost that stood when the sale was recorded. Full joins cannot nest, and sets of one size are paired here of
    -- which statistics may know nothing; the fence behind each keeps it one.
    (select distinct on (pair.sale_id) pair.sale_id, 'sells', pair.cost_id
       from (select sale.id as sale_id, cost.id as cost_id, cost.act_id <= sale.act_id as stood
               from (select actual.id, actual.entry_id, actual.act_id
                       from actuals_actual as actual
                      where actual.company_id = of_company
                        and actual.transaction_type = 'unbilled_sales'
                        and actual.reverses_id is null
                        and actual.entry_id is not null) as sale
               full join (select actual.id, actual.entry_id, actual.act_id
                            from actuals_actual as actual
                           where actual.company_id = of_company
                             and actual.transaction_type = 'cost'
                             and actual.reverses_id is null) as cost on cost.entry_id = sale.entry_id
             offset 0) as pair
      where pair.sale_id is not null
        and pair.stood
      order by pair.sale_id, pair.cost_id desc)
     union all
    -- A confirmation takes each unbilled sale that it bills back at once, on the same line. What a correction bills
    -- again stands for the billed sale that it takes back there.
    (select distinct on (pair.billed_id, pair.connection) pair.billed_id, pair.connection, pair.to_id
       from (select billed.id as billed_id, taken.reverses_id as to_id, taken.id as taken_id,
                    case when taken.transaction_type = 'billed_sales' then 'replaces'
                         when taken.quantity = -billed.quantity and taken.billing_type = billed.billing_type
                         then 'bills'
                     end as connection,
                    taken.transaction_amount <> -billed.transaction_amount as is_other
               from (select actual.id, actual.proforma_id, actual.proforma_line_no, actual.quantity,
                            actual.billing_type, actual.transaction_amount
                       from actuals_actual as actual
                      where actual.company_id = of_company
                        and actual.transaction_type = 'billed_sales'
                        and actual.reverses_id is null) as billed
               full join (select actual.id, actual.reverses_id, actual.transaction_type, actual.proforma_id,
                                 actual.proforma_line_no, actual.quantity, actual.billing_type,
                                 actual.transaction_amount
                            from actuals_actual as actual
                           where actual.company_id = of_company
                             and actual.transaction_type in ('unbilled_sales', 'billed_sales')
                             and actual.proforma_id is not null
                             and actual.reverses_id is not null) as taken
                 on taken.proforma_id = billed.proforma_id
                and taken.proforma_line_no = billed.proforma_line_no
             offset 0) as pair
      where pair.billed_id is not null
        and pair.connection is not null
      order by pair.billed_id, pair.connection, pair.is_other, pair.taken_id)
$$
