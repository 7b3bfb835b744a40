-- read:    replaceable_work
-- returns: per approved entry whose work may still move, and per cost and open unbilled sale of it: entry_id, actual_id
-- keeps:   what is billed, on a proforma or adjusted by somebody never moves, and neither does the rest of its entry; work of a closed contract stays its own
-- source:  docs/rules/agreements.md#changed-terms

-- Actuals have no index by entry: cost is found by its own, sales by the backlog, and what is billed by the
-- contract line and the day.
with lines as materialized (
    select line.id, line.project_id
      from agreements_contract_line as line
     where line.company_id = %(company_id)s
       and line.contract_id = any(%(contract_ids)s::bigint[])
),

named as (
    select unnest(%(entry_ids)s::bigint[]) as id
     union
    select entry.id
      from lines
      join work_entry as entry on entry.project_id = lines.project_id
     union
    select actual.entry_id
      from lines
      join actuals_actual as actual on actual.contract_line_id = lines.id
     where actual.reverses_id is null
),

worked as materialized (
    select entry.id, entry.transaction_date, entry.project_id, entry.transaction_class,
           cost.id as cost_id, cost.contract_line_id
      from named
      join work_entry as entry on entry.id = named.id
      left join actuals_actual as cost
             on cost.entry_id = entry.id
            and cost.transaction_type = 'cost'
            and cost.reverses_id is null
            and not exists (select from actuals_actual as reversal where reversal.reverses_id = cost.id)
     where entry.company_id = %(company_id)s
       and entry.status = 'approved'
),

open_sales as materialized (
    select sale.id, sale.entry_id, sale.contract_line_id, sale.transaction_date, line.proforma_id
      from (select distinct project_id from worked) as project
      join billing_backlog_line as line on line.project_id = project.project_id
      join actuals_actual as sale on sale.id = line.actual_id
     where line.company_id = %(company_id)s
),

days as (
    select contract_line_id, transaction_date
      from worked
     where contract_line_id is not null
     union
    select contract_line_id, transaction_date
      from open_sales
),

kept as materialized (
    select worked.id as entry_id
      from worked
      join agreements_contract_line as line on line.id = worked.contract_line_id
      join agreements_contract as contract on contract.id = line.contract_id
     where contract.status = 'closed'
     union
    select open_sales.entry_id
      from open_sales
     where open_sales.proforma_id is not null
     union
    select billed.entry_id
      from days
      join actuals_actual as billed
        on billed.contract_line_id = days.contract_line_id
       and billed.transaction_date = days.transaction_date
     where billed.transaction_type = 'billed_sales'
       and billed.reverses_id is null
       and billed.entry_id is not null
       and not exists (select from actuals_actual as reversal where reversal.reverses_id = billed.id)
     union
    -- What somebody wrote off, wrote up or priced stays as they left it.
    select adjustment.entry_id
      from worked
      join actuals_adjustment as adjustment on adjustment.entry_id = worked.id
     cross join lateral actuals_adjustment_stands(adjustment.id) as in_force
     where in_force.stands
)

select worked.id as entry_id, worked.cost_id as actual_id
  from worked
  left join kept on kept.entry_id = worked.id
 where worked.cost_id is not null
   and kept.entry_id is null
 union all
select worked.id, open_sales.id
  from worked
  join open_sales on open_sales.entry_id = worked.id
  left join kept on kept.entry_id = worked.id
 where kept.entry_id is null
