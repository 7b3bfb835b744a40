-- function: agreements_within
-- returns:  what rounded parts may take of a whole: their sum, and never more than the whole, nor against its sign
-- keeps:    no part of a whole has the other sign, however small the whole and however many share it
-- source:   docs/rules/actuals.md#splits
create or replace function agreements_within(whole numeric, taken numeric)
returns numeric
language sql immutable as $$
    select case when whole >= 0 then least(greatest(taken, 0), whole) else greatest(least(taken, 0), whole) end
$$
