-- read:    periods
-- returns: per fiscal period: name as people type it, fiscal_year, first_day, last_day, status
-- source:  docs/rules/ledger.md#periods

select period.id as period_id, to_char(period.starts_on, 'YYYY-MM') as name, period.fiscal_year,
       period.starts_on as first_day, period.ends_before - 1 as last_day, period.status
  from ledger_fiscal_period as period
 where period.company_id = %(company_id)s::bigint
