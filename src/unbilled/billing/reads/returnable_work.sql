-- read:    returnable_work
-- returns: per approved entry, and cost and sale that stands of it: entry_id, actual_id; in the way of taking it back: obstacle (draft, billed, closed or elsewhere) and found, with the name of the entry
-- source:  docs/rules/work.md#taking-approved-work-back

-- Actuals have no index by entry: cost is found by its own, sales by the lines of the project, or of the cost, and the
-- day of the work.
with worked as materialized (
    select entry.id, entry.transaction_date, entry.project_id, entry.transaction_class, cost.id as cost_id,
           cost.contract_line_id
      from unnest(%(entry_ids)s::bigint[]) as named (id)
      join work_entry as entry on entry.id = named.id
      left join actuals_actual as cost
             on cost.entry_id = entry.id
            and cost.transaction_type = 'cost'
            and cost.reverses_id is null
            and not exists (select from actuals_actual as reversal where reversal.reverses_id = cost.id)
     where entry.company_id = %(company_id)s
       and entry.status = 'approved'
),

days as (
    select line.id as contract_line_id, worked.transaction_date
      from worked
      join agreements_contract_line as line on line.project_id = worked.project_id
     union
    select contract_line_id, transaction_date
      from worked
     where contract_line_id is not null
),

sales as materialized (
    select sale.id, sale.entry_id, sale.transaction_type, sale.proforma_id
      from days
      join actuals_actual as sale
        on sale.contract_line_id = days.contract_line_id
       and sale.transaction_date = days.transaction_date
     where sale.entry_id = any(%(entry_ids)s::bigint[])
       and sale.transaction_type in ('unbilled_sales', 'billed_sales')
       and sale.reverses_id is null
       and not exists (select from actuals_actual as reversal where reversal.reverses_id = sale.id)
),

found as (
    select id as entry_id, cost_id as actual_id, null as obstacle, null as found
      from worked
     where transaction_class <> 'fee'
     union all
    select worked.id, null, 'elsewhere', 'sold under a line of another project'
      from worked
     where worked.transaction_class = 'fee'
       and not exists (select from sales where sales.entry_id = worked.id)
     union all
    select worked.id, null, 'closed', 'contract ' || contract.number || ' is closed'
      from worked
      join agreements_contract_line as line on line.id = worked.contract_line_id
      join agreements_contract as contract on contract.id = line.contract_id
     where contract.status = 'closed'
     union all
    select worked.id, sales.id,
           case when sales.transaction_type = 'billed_sales' then 'billed'
                when backlog.proforma_id is not null then 'draft'
           end,
           case when sales.transaction_type = 'billed_sales' then 'billed by ' || billed.number
                when backlog.proforma_id is not null then 'on draft ' || draft.number
           end
      from worked
      join sales on sales.entry_id = worked.id
      left join billing_backlog_line as backlog on backlog.actual_id = sales.id
      left join billing_proforma as billed on billed.id = sales.proforma_id
      left join billing_proforma as draft on draft.id = backlog.proforma_id
)

select found.entry_id, found.actual_id, found.obstacle, found.found, named.name
  from found
 cross join lateral work_entry_name(found.entry_id) as named
 order by found.entry_id, found.actual_id
