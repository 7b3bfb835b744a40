-- read:    tables, its journals
-- returns: one row per integration journal

select journal.id as key,
       journal.number as journal,
       journal.period_key as period,
       count(line.actual_id) as lines,
       count(line.actual_id) filter (where line.status = 'draft') as draft,
       count(line.actual_id) filter (where line.status = 'posted') as posted
  from accounting_journal as journal
  left join accounting_journal_line as line on line.journal_id = journal.id
 where journal.company_id = %(company_id)s
 group by journal.id
 order by journal.id
