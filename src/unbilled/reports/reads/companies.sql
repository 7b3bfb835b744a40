-- read:    companies
-- reads:   masterdata_company
-- returns: per company, by code: company_id, code, name, accounting_currency, time_zone

select id as company_id, code, name, accounting_currency_id as accounting_currency, time_zone
  from masterdata_company
 order by code
