-- read:    replaceable_work
-- returns: per approved entry whose work may still move, and per cost and open unbilled sale of it: entry_id, actual_id
-- keeps:   what is billed, on a proforma or adjusted by somebody never moves, and neither does the rest of its entry; work of a closed contract stays its own
-- source:  docs/rules/agreements.md#changed-terms

-- Actuals have no index by entry: cost is found by its own, sales by the backlog, and what is billed by the
-- contract line and the day. Each is looked up by its key (offset 0), and what becomes of an entry is spread by a window:
-- statistics may know nothing of the first month of a company, and large sets would be nested.
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
    select entry.id, entry.transaction_date, entry.project_id, cost.id as cost_id, cost.contract_line_id
      from named
     cross join lateral (
           select found.id, found.transaction_date, found.project_id
             from work_entry as found
            where found.id = named.id
              and found.company_id = %(company_id)s
              and found.status = 'approved'
           offset 0
           ) as entry
      left join lateral (
           select found.id, found.contract_line_id
             from actuals_actual as found
            where found.entry_id = entry.id
              and found.transaction_type = 'cost'
              and found.reverses_id is null
              and not exists (select from actuals_actual as reversal where reversal.reverses_id = found.id)
           offset 0
           ) as cost on true
),

open_sales as materialized (
    select sale.id, sale.entry_id, sale.contract_line_id, sale.transaction_date, line.proforma_id
      from (select distinct project_id from worked) as project
     cross join lateral (
           select found.actual_id, found.proforma_id
             from billing_backlog_line as found
            where found.project_id = project.project_id
              and found.company_id = %(company_id)s
           offset 0
           ) as line
      join actuals_actual as sale on sale.id = line.actual_id
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
     cross join lateral (
           select found.entry_id
             from actuals_actual as found
            where found.contract_line_id = days.contract_line_id
              and found.transaction_date = days.transaction_date
              and found.transaction_type = 'billed_sales'
              and found.reverses_id is null
              and found.entry_id is not null
              and not exists (select from actuals_actual as reversal where reversal.reverses_id = found.id)
           offset 0
           ) as billed
     union
    -- What somebody wrote off, wrote up or priced stays as they left it.
    select adjustment.entry_id
      from worked
      join actuals_adjustment as adjustment on adjustment.entry_id = worked.id
     cross join lateral actuals_adjustment_stands(adjustment.id) as in_force
     where in_force.stands
),

told as (
    select id as entry_id, cost_id as actual_id, true as is_worked, false as is_kept
      from worked
     union all
    select entry_id, id, false, false
      from open_sales
     union all
    select entry_id, null, false, true
      from kept
),

spread as (
    select entry_id, actual_id, bool_or(is_worked) over of_entry as is_worked, bool_or(is_kept) over of_entry as is_kept
      from told
    window of_entry as (partition by entry_id)
)

select entry_id, actual_id
  from spread
 where actual_id is not null
   and is_worked
   and not is_kept
