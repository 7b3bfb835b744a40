-- read:    sales_of_entries
-- returns: per entry, in the order given, and unbilled sale, the open ones where there are any: entry_id, entry, status (of the entry),
--          actual_id (empty when none)
-- source:  docs/rules/billing.md#backlog

-- Actuals have no index by entry: they are found by the project's contract lines and the day, which have one.
with worked as (
    select entry.id, entry.external_reference, entry.project_id, entry.transaction_date, entry.status
      from work_entry as entry
     where entry.company_id = %(company_id)s::bigint
       and entry.id = any(%(entry_ids)s::bigint[])
),

days as (
    select distinct line.id as contract_line_id, worked.transaction_date
      from worked
      join agreements_contract_line as line on line.project_id = worked.project_id
),

sales as (
    select actual.id, actual.entry_id, line.actual_id is not null as is_open,
           bool_or(line.actual_id is not null) over (partition by actual.entry_id) as one_is_open
      from days
      join actuals_actual as actual
        on actual.contract_line_id = days.contract_line_id
       and actual.transaction_date = days.transaction_date
      left join billing_backlog_line as line on line.actual_id = actual.id
     where actual.entry_id = any(%(entry_ids)s::bigint[])
       and actual.transaction_type = 'unbilled_sales'
       and actual.reverses_id is null
       -- Neither what was taken back, nor what terms changed since have replaced.
       and not exists (select
                         from actuals_actual as reversal
                        where reversal.reverses_id = actual.id
                          and reversal.proforma_id is null)
)

select worked.id as entry_id, coalesce(worked.external_reference, worked.id::text) as entry, worked.status,
       sales.id as actual_id
  from worked
  left join sales on sales.entry_id = worked.id and (sales.is_open or not sales.one_is_open)
 order by array_position(%(entry_ids)s::bigint[], worked.id), sales.id
