-- function: companies_rate_on_day
-- returns:  one row: the rate that holds on a day, units of to_currency for one of from_currency; from_rate and to_rate, what each is worth in the currency of the books, where the rate goes through it; empty when none holds yet
-- keeps:    a currency to itself is 1, that of the books too; a rate holds until the next one begins; a pair that is entered goes before the way through the books
-- source:   docs/rules/companies.md#exchange-rates
create or replace function companies_rate_on_day(of_company bigint, from_currency text, to_currency text, day date)
returns table (rate numeric, from_rate numeric, to_rate numeric)
language sql stable as $$
    select case when from_currency = to_currency then 1
                else coalesce(entered.rate, through.from_rate / through.to_rate)
            end,
           through.from_rate, through.to_rate
      from (select (select dated.rate
                      from companies_exchange_rate as dated
                     where dated.company_id = of_company
                       and dated.from_currency_id = from_currency
                       and dated.to_currency_id = to_currency
                       and dated.valid_from <= day
                     order by dated.valid_from desc
                     limit 1) as rate) as entered
      left join lateral (
               select case when from_currency = company.accounting_currency_id then 1
                           else (select dated.rate
                                   from companies_exchange_rate as dated
                                  where dated.company_id = of_company
                                    and dated.from_currency_id = from_currency
                                    and dated.to_currency_id = company.accounting_currency_id
                                    and dated.valid_from <= day
                                  order by dated.valid_from desc
                                  limit 1)
                       end as from_rate,
                      (select dated.rate
                         from companies_exchange_rate as dated
                        where dated.company_id = of_company
                          and dated.from_currency_id = to_currency
                          and dated.to_currency_id = company.accounting_currency_id
                          and dated.valid_from <= day
                        order by dated.valid_from desc
                        limit 1) as to_rate
                 from companies_company as company
                where company.id = of_company
                  and company.rates_through_books
           ) as through
             on entered.rate is null
            and from_currency <> to_currency
            and through.from_rate is not null
            and through.to_rate is not null
$$
