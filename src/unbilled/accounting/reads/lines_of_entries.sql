-- read:    lines_of_entries
-- returns: per entry and journal line, the drafts where there are any: entry_id, entry, status (of the entry),
--          actual_id (empty when none)
-- source:  docs/rules/journal.md#journal-lines

with lines as (
    select line.actual_id, actual.entry_id, line.status = 'draft' as is_draft,
           bool_or(line.status = 'draft') over (partition by actual.entry_id) as one_is_draft
      from actuals_of_entries(%(company_id)s::bigint, %(entry_ids)s::bigint[]) as actual
      join accounting_journal_line as line on line.actual_id = actual.actual_id
     where %(line_kind)s::text is null
        or line.line_kind = %(line_kind)s::text
)

select entry.id as entry_id, coalesce(entry.external_reference, entry.id::text) as entry, entry.status,
       lines.actual_id
  from work_entry as entry
  left join lines on lines.entry_id = entry.id and (lines.is_draft or not lines.one_is_draft)
 where entry.company_id = %(company_id)s::bigint
   and entry.id = any(%(entry_ids)s::bigint[])
 order by entry.id, lines.actual_id
