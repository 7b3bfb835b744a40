-- read:    steps, which journal lines
-- returns: actuals of the journal lines of these entries, kind and status, up to a day

select line.actual_id
  from accounting_journal_line as line
  join actuals_actual as actual on actual.id = line.actual_id
 where line.company_id = %(company_id)s
   and (%(entries)s::bigint[] is null or actual.entry_id = any(%(entries)s::bigint[]))
   and (%(kind)s::text is null or line.line_kind = %(kind)s::text)
   and (%(status)s::text is null or line.status = %(status)s::text)
   and (%(through)s::date is null or line.transaction_date <= %(through)s::date)
 order by line.actual_id
