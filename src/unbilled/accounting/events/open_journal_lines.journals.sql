-- event:   open_journal_lines
-- returns: nothing; the count of rows is that of the journals made
-- keeps:   one journal per company and period; journal numbers have no gaps
-- source:  docs/rules/journal.md#journal-lines

with missing as (
    select wanted.period_key,
           (%(first_number)s - 1 + row_number() over (order by wanted.period_key))::text as digits
      from unnest(%(period_keys)s::text[]) as wanted (period_key)
     where not exists (select from accounting_journal as journal
                        where journal.company_id = %(company_id)s
                          and journal.period_key = wanted.period_key)
)

insert into accounting_journal (company_id, number, period_key, act_id)
select %(company_id)s,
       %(prefix)s || lpad(digits, greatest(%(digits)s, length(digits)), '0'),
       period_key, %(act_id)s
  from missing
 order by period_key
