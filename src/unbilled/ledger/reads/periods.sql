-- read:    periods
-- returns: per fiscal period, by date: name as people type it, fiscal_year, first_day, last_day, status
-- source:  docs/rules/ledger.md#periods

select to_char(period.starts_on, 'YYYY-MM') as name, period.fiscal_year, period.starts_on as first_day,
       period.ends_before - 1 as last_day, period.status
  from ledger_fiscal_period as period
 where period.company_id = %(company_id)s::bigint
   and (%(fiscal_year)s::integer is null or period.fiscal_year = %(fiscal_year)s::integer)
 order by period.starts_on
