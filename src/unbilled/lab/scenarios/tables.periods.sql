-- read:    tables, its periods
-- returns: one row per fiscal period

select period.id as key,
       to_char(period.starts_on, 'YYYY-MM') as period,
       period.fiscal_year as year,
       period.status
  from ledger_fiscal_period as period
 where period.company_id = %(company_id)s
 order by period.starts_on
