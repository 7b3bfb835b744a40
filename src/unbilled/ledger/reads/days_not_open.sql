-- read:    days_not_open
-- returns: per day that no open period has, in order: day, status (of its period; empty when no fiscal year has it), posted_on (where postings may move and a later period is open)
-- source:  docs/rules/journal.md#accounting-date; docs/rules/ledger.md#periods

select asked.day, period.status, open_day.accounting_date as posted_on
  from (select distinct unnest(%(days)s::date[]) as day) as asked
  join companies_company as company on company.id = %(company_id)s
  left join ledger_fiscal_period as period
    on period.company_id = company.id
   and period.starts_on <= asked.day
   and asked.day < period.ends_before
 cross join lateral ledger_open_day(company.id, asked.day, company.move_to_open_period) as open_day
 where period.status is distinct from 'open'
 order by asked.day
