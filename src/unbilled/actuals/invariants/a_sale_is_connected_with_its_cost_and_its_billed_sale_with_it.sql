-- holds:  Every sale of time, expense or material that was approved is connected with the cost it sells, and every billed
--         sale of work under a line by time and material with the unbilled sale it bills.
-- breaks: Nobody can say what an invoice line cost, or which hour it bills.
-- shows:  actual_id, transaction_type, connection that is missing
with needed as (
    select actual.id as actual_id,
           case when actual.transaction_type = 'billed_sales'
                 and line.billing_method = 'time_and_material'
                then 'bills'
                when actual.transaction_type = 'unbilled_sales'
                 and actual.transaction_class <> 'fee'
                 and entry.status <> 'written'
                then 'sells'
            end as connection
      from actuals_actual as actual
      join work_entry as entry on entry.id = actual.entry_id
      left join agreements_contract_line as line on line.id = actual.contract_line_id
     where actual.entry_id is not null
       and actual.reverses_id is null
),

-- One set from the other: a join would go through all links again for each sale where nobody has counted them.
missing as (
    select actual_id, connection
      from needed
     where connection is not null
    except
    select link.from_id, link.connection
      from companies_company as company
     cross join lateral actuals_connections(company.id) as link
)

select missing.actual_id, actual.transaction_type, missing.connection
  from missing
  join actuals_actual as actual on actual.id = missing.actual_id
 order by missing.actual_id
