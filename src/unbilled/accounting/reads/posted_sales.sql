-- read:    posted_sales
-- returns: per sale whose journal line is posted: actual_id, accounting_date
-- source:  docs/rules/journal.md#reversed-lines

select line.actual_id, line.accounting_date
  from unnest(%(actual_ids)s::bigint[]) as named (id)
  join accounting_journal_line as line on line.actual_id = named.id
 where line.company_id = %(company_id)s
   and line.status = 'posted'
 order by line.actual_id
