-- read:    journal_line_names
-- returns: per journal line that the company has: id (of its actual), name, state

select line.actual_id as id, line.status as state,
       concat_ws(' ', case when actual.reverses_id is not null then 'reversed' end, line.line_kind, 'of',
                 coalesce(entry.external_reference, milestone.name,
                          concat_ws(' ', trim_scale(actual.quantity), actual.unit, 'on', project.code,
                                    actual.transaction_date))) as name
  from accounting_journal_line as line
  join actuals_actual as actual on actual.id = line.actual_id
  left join work_entry as entry on entry.id = actual.entry_id
  left join billing_milestone as milestone on milestone.id = actual.milestone_id
  left join masterdata_project as project on project.id = actual.project_id
 where line.company_id = %(company_id)s
   and line.actual_id = any(%(ids)s::bigint[])
