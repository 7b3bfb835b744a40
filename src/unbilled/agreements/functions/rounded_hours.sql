-- function: agreements_rounded_hours
-- returns:  hours as a contract rounds them: up 15 goes to the next quarter of an hour, nearest 6 to the nearest tenth, halves up; hours that are none above zero, and those of no rounding, stay
-- keeps:    what is a whole number of steps to the second stays as it is
-- source:   docs/rules/agreements.md#rounded-time
create or replace function agreements_rounded_hours(hours numeric, rounding text)
returns numeric
language sql immutable as $$
    select case when rounding = '' or hours <= 0 then hours
                when rounding like 'up %'
                then round(ceil(round(hours * 60, 2) / split_part(rounding, ' ', 2)::numeric)
                           * split_part(rounding, ' ', 2)::numeric / 60, 6)
                else round(round(round(hours * 60, 2) / split_part(rounding, ' ', 2)::numeric)
                           * split_part(rounding, ' ', 2)::numeric / 60, 6)
            end
$$
