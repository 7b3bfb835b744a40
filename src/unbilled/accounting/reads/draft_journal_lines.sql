-- read:    draft_journal_lines
-- returns: per draft line: actual_id, contract_id (empty for internal work)
-- source:  docs/rules/journal.md#posting-journals

select line.actual_id, line.contract_id
  from accounting_journal_line as line
 where line.company_id = %(company_id)s::bigint
   and line.status = 'draft'
   and (%(line_kind)s::text is null or line.line_kind = %(line_kind)s::text)
   and (%(contract_ids)s::bigint[] is null or line.contract_id = any(%(contract_ids)s::bigint[]))
   and (%(from_date)s::date is null or line.transaction_date >= %(from_date)s::date)
   and (%(through_date)s::date is null or line.transaction_date <= %(through_date)s::date)
   and ((%(project_ids)s::bigint[] is null and %(customer_ids)s::bigint[] is null)
        or exists (select
                     from actuals_actual as actual
                    where actual.id = line.actual_id
                      and (%(project_ids)s::bigint[] is null
                           or actual.project_id = any(%(project_ids)s::bigint[]))
                      and (%(customer_ids)s::bigint[] is null
                           or actual.customer_id = any(%(customer_ids)s::bigint[]))))
 order by line.actual_id
