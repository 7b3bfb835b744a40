-- function: tax_spread
-- returns:  the tax of a code on one line: what the rounded tax of all lines up to it grows by with it
-- keeps:    the lines sum to the tax of their total, rounded once
-- source:   docs/rules/tax.md#rounding
create or replace function tax_spread(running_amount numeric, amount numeric, rate_percent numeric, digits integer)
returns numeric
language sql immutable as $$
    select round(running_amount * rate_percent * 0.01, digits)
           - round((running_amount - amount) * rate_percent * 0.01, digits)
$$
