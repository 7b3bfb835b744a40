-- function: companies_rate_on_day
-- returns:  one row: the rate that holds on a day, units of to_currency for one of from_currency; empty when none holds yet
-- keeps:    a currency to itself is 1; a rate holds until the next one begins
-- source:   docs/rules/companies.md#exchange-rates
create or replace function companies_rate_on_day(of_company bigint, from_currency text, to_currency text, day date)
returns table (rate numeric)
language sql stable as $$
    select case when from_currency = to_currency then 1
                else (select dated.rate
                        from companies_exchange_rate as dated
                       where dated.company_id = of_company
                         and dated.from_currency_id = from_currency
                         and dated.to_currency_id = to_currency
                         and dated.valid_from <= day
                       order by dated.valid_from desc
                       limit 1)
            end
$$
