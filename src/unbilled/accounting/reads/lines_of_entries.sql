-- read:    lines_of_entries
-- returns: per entry and journal line, the drafts where there are any: entry_id, entry, status (of the entry),
--          actual_id (empty when none)
-- source:  docs/rules/journal.md#journal-lines

-- Actuals have no index by entry: they are found by the project's contract lines and the day, which have one;
-- cost is found by entry.
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

actuals as (
    select actual.id, actual.entry_id
      from days
      join actuals_actual as actual
        on actual.contract_line_id = days.contract_line_id
       and actual.transaction_date = days.transaction_date
     where actual.entry_id = any(%(entry_ids)s::bigint[])
     union
    select actual.id, actual.entry_id
      from actuals_actual as actual
     where actual.transaction_type = 'cost'
       and actual.entry_id = any(%(entry_ids)s::bigint[])
),

lines as (
    select line.actual_id, actuals.entry_id, line.status = 'draft' as is_draft,
           bool_or(line.status = 'draft') over (partition by actuals.entry_id) as one_is_draft
      from actuals
      join accounting_journal_line as line on line.actual_id = actuals.id
     where %(line_kind)s::text is null
        or line.line_kind = %(line_kind)s::text
)

select worked.id as entry_id, coalesce(worked.external_reference, worked.id::text) as entry, worked.status,
       lines.actual_id
  from worked
  left join lines on lines.entry_id = worked.id and (lines.is_draft or not lines.one_is_draft)
 order by worked.id, lines.actual_id
