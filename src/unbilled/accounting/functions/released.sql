-- function: accounting_released
-- returns:  what a deduction releases of what is left of a retainer in a currency of the books: its share by amounts before tax, and all that is left with the last of it
-- keeps:    a retainer that is used up leaves nothing, to the cent
-- source:   docs/rules/retainers.md#in-the-books
create or replace function accounting_released(net_amount numeric, net_left numeric, left_amount numeric, digits integer)
returns numeric
language sql immutable as $$
    select case when net_amount + net_left = 0 then -left_amount
                else round(net_amount * left_amount / nullif(net_left, 0), digits)
            end
$$
