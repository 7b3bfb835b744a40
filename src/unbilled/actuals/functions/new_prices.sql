-- function: actuals_new_prices
-- returns:  per unbilled sale among those named that another price would change: actual_id, contract_id, transaction_currency, billing_type, old_amount, unit_price, price_source_id (the list of the price; null: somebody says it), amount; by a method: list (the price that it would be recorded at now), price (a value), percent (by a value more than it is, below zero less); and per reason why a price cannot be found: entry_id, refusal, found
-- keeps:    what the named shares of an entry are worth sums to quantity times price, rounded
-- source:   docs/rules/billing.md#pricing-anew
create or replace function actuals_new_prices(of_company bigint, actual_ids bigint[], method text, value numeric)
returns table (actual_id bigint, contract_id bigint, transaction_currency text, billing_type text, old_amount numeric,
               unit_price numeric, price_source_id bigint, amount numeric, entry_id bigint, refusal text, found text)
language sql stable as $$
    with chosen as materialized (
        select sale.id, sale.contract_id, sale.entry_id, sale.quantity, sale.unit_price, sale.transaction_amount,
               sale.transaction_currency::text as currency, sale.billing_type::text as billing_type, currency.digits
          from unnest(actual_ids) as named (id)
          join actuals_actual as sale on sale.id = named.id
          join companies_currency as currency on currency.code = sale.transaction_currency
         where sale.company_id = of_company
           and sale.transaction_type = 'unbilled_sales'
           and sale.reverses_id is null
    ),

    moves as materialized (
        select move.entry_id, move.transaction_type, move.unit_price, move.price_source_id, move.refusal, move.found
          from actuals_moves_of_work(of_company, array(select distinct chosen.entry_id
                                                         from chosen
                                                        where method = 'list'
                                                          and chosen.entry_id is not null)) as move
    ),

    listed as (
        select moves.entry_id, min(moves.unit_price) as unit_price, min(moves.price_source_id) as price_source_id
          from moves
         where moves.transaction_type = 'unbilled_sales'
         group by moves.entry_id
    ),

    priced as (
        select chosen.id, chosen.contract_id, chosen.entry_id, chosen.quantity, chosen.unit_price as old_price,
               chosen.transaction_amount, chosen.currency, chosen.billing_type, chosen.digits,
               case method when 'list' then listed.unit_price
                           when 'price' then round(value, 6)
                           else round(chosen.unit_price * (1 + value / 100), 6)
                end as new_price,
               case when method = 'list' then listed.price_source_id end as price_source_id
          from chosen
          left join listed on listed.entry_id = chosen.entry_id
    ),

    summed as (
        select priced.id, priced.contract_id, priced.entry_id, priced.currency, priced.billing_type, priced.old_price,
               priced.transaction_amount, priced.new_price, priced.price_source_id, priced.quantity, priced.digits,
               round(sum(priced.quantity * priced.new_price) over running, priced.digits) as reached
          from priced
         where priced.new_price is not null
        window running as (partition by coalesce(priced.entry_id, -priced.id), priced.new_price order by priced.id
                            rows unbounded preceding)
    ),

    worth as (
        select summed.id, summed.contract_id, summed.entry_id, summed.currency, summed.billing_type, summed.old_price,
               summed.transaction_amount, summed.new_price, summed.price_source_id,
               summed.reached - coalesce(lag(summed.reached)
                                         over (partition by coalesce(summed.entry_id, -summed.id), summed.new_price
                                                   order by summed.id), 0) as amount
          from summed
    )

    select worth.id, worth.contract_id, worth.currency, worth.billing_type, worth.transaction_amount, worth.new_price,
           worth.price_source_id, worth.amount, worth.entry_id, null::text, null::text
      from worth
     where worth.new_price <> worth.old_price
     union all
    select null, null, null, null, null, null, null, null, moves.entry_id, moves.refusal, moves.found
      from moves
     where moves.refusal is not null
$$
