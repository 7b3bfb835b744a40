-- read:    exchange_rates
-- returns: per rate: its name, the currencies, since when, who changed it last
-- source:  docs/rules/companies.md#exchange-rates

select rate.id as rate_id, concat_ws('/', rate.from_currency_id, rate.to_currency_id, rate.valid_from) as name,
       rate.from_currency_id as from_currency, rate.to_currency_id as to_currency, rate.valid_from, rate.rate,
       act.acted_at as changed_at, person.username as changed_by
  from companies_exchange_rate as rate
  left join people_act as act on act.id = rate.act_id
  left join people_person as person on person.id = act.person_id
 where rate.company_id = %(company_id)s::bigint
