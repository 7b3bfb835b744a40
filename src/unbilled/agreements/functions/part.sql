-- function: agreements_part
-- returns:  one row: the part of a whole that a share gets, rounded to digits, after the shares before it; of the last one what they leave
-- keeps:    the parts of all shares sum to the whole, and none has the other sign
-- source:   docs/rules/actuals.md#splits
create or replace function agreements_part(
    whole numeric, split_percent numeric, percents_before numeric[], takes_rest boolean, digits integer)
returns table (part numeric)
language sql stable as $$
    select case when takes_rest then whole
                else agreements_within(whole, earlier.taken + round(whole * split_percent / 100, digits))
            end - agreements_within(whole, earlier.taken)
      from (select coalesce(sum(round(whole * other.percent / 100, digits)), 0) as taken
              from unnest(percents_before) as other (percent)) as earlier
$$
