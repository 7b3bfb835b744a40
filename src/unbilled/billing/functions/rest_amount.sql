-- function: billing_rest_amount
-- returns:  what a detail that bills less than its source leaves of it, transaction currency: the source's amount less what the quantity kept comes to at the source's price; 0 where nothing is left
-- keeps:    of work that keeps its price, what is kept and the rest sum to the whole; another price changes no rest
-- source:   docs/rules/billing.md#editing; docs/rules/actuals.md#splits
create or replace function billing_rest_amount(quantity numeric, source_quantity numeric, amount numeric,
                                               source_amount numeric, source_price numeric, digits integer)
returns numeric
language sql immutable as $$
    select case when quantity >= source_quantity then 0
                when source_price is null then source_amount - amount
                else source_amount - agreements_within(source_amount, round(quantity * source_price, digits))
            end
$$
