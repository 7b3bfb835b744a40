-- holds:  Every sale of time, expense or material is connected with the cost it sells, and every billed sale of work with
--         the unbilled sale it bills.
-- breaks: Nobody can say what an invoice line cost, or which hour it bills.
-- shows:  actual_id, transaction_type, connection that is missing
-- Looked up in one set: a join would go through all links again for each sale where nobody has counted them.
with connected as materialized (
    select link.from_id, link.connection
      from companies_company as company
     cross join lateral actuals_connections(company.id) as link
)

select actual.id as actual_id, actual.transaction_type, missing.connection
  from actuals_actual as actual
 cross join lateral (
          select case when actual.transaction_type = 'billed_sales' then 'bills'
                      when actual.transaction_type = 'unbilled_sales' and actual.transaction_class <> 'fee' then 'sells'
                  end as connection
      ) as missing
 where actual.entry_id is not null
   and actual.reverses_id is null
   and missing.connection is not null
   and (actual.id, missing.connection) not in (select connected.from_id, connected.connection from connected)
 order by actual.id
