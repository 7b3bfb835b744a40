-- read:    fiscal_years
-- returns: per fiscal year: first and last day, how many periods of it are open
-- source:  docs/rules/companies.md#calendar

select period.fiscal_year, min(period.starts_on) as first_day, max(period.ends_before) - 1 as last_day,
       count(*) as period_count, count(*) filter (where period.status = 'open') as open_count
  from ledger_fiscal_period as period
 where period.company_id = %(company_id)s::bigint
 group by period.fiscal_year
