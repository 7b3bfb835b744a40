-- read:    find_company
-- returns: per company, by code: company_id, code, name, time_zone, accounting_currency, daily_limit_minutes,
--          names_emoji, is_demonstration

select id as company_id, code, name, time_zone, accounting_currency_id as accounting_currency,
       daily_limit_minutes, names_emoji, is_demonstration
  from companies_company
 order by code
