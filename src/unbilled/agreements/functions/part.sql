-- function: agreements_part
-- returns:  one row: the part of a whole that a share gets, rounded to digits; with the shares of the others, what theirs leave of it
-- keeps:    the parts of all shares sum to the whole
-- source:   docs/rules/actuals.md#splits
create or replace function agreements_part(
    whole numeric, split_percent numeric, other_percents numeric[], digits integer)
returns table (part numeric)
language sql stable as $$
    select case when other_percents is null then round(whole * split_percent / 100, digits)
                else whole - coalesce((select sum(round(whole * other.percent / 100, digits))
                                         from unnest(other_percents) as other (percent)), 0)
            end
$$
