-- read:    exchange_rates
-- returns: per rate: its name, the currencies, since when
-- source:  docs/rules/companies.md#exchange-rates

select rate.id as rate_id, concat_ws('/', rate.from_currency_id, rate.to_currency_id, rate.valid_from) as name,
       rate.from_currency_id as from_currency, rate.to_currency_id as to_currency, rate.valid_from, rate.rate
  from companies_exchange_rate as rate
 where rate.company_id = %(company_id)s::bigint
