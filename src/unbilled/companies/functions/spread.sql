-- function: companies_spread
-- returns:  what one part of a total gets of that total, multiplied by a factor (a rate of tax, of exchange) and rounded once: what the rounded product of all parts up to it grows by with it
-- keeps:    the parts sum to the product of their total, and none is off by more than a minor unit however many there are
-- source:   docs/rules/tax.md#rounding; docs/rules/invoices.md#converted-totals
create or replace function companies_spread(running_amount numeric, amount numeric, factor numeric, digits integer)
returns numeric
language sql immutable as $$
    select round(running_amount * factor, digits) - round((running_amount - amount) * factor, digits)
$$
