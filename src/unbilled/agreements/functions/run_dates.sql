-- function: agreements_run_dates
-- returns:  per day on which an invoice schedule runs, from one day through another: run_date; every other week is counted from the start
-- keeps:    a day beyond the end of a month is the last one of it
-- source:   docs/rules/agreements.md#invoice-schedules
create or replace function agreements_run_dates(schedule text, starts_on date, from_date date, through_date date)
returns table (run_date date)
language sql immutable as $$
    select day.run_date
      from (select moment::date as run_date, extract(day from moment)::integer as day_no,
                   btrim(to_char(moment, 'day')) as weekday,
                   extract(day from date_trunc('month', moment) + interval '1 month - 1 day')::integer as last_no
              from generate_series(greatest(starts_on, from_date)::timestamp, through_date::timestamp,
                                   interval '1 day') as moment) as day
     where case split_part(schedule, ' on ', 1)
           when 'weekly' then day.weekday = split_part(schedule, ' on ', 2)
           when 'biweekly' then day.weekday = split_part(schedule, ' on ', 2)
                            and (day.run_date - starts_on) / 7 % 2 = 0
           when 'monthly'
           then exists (select
                          from unnest(string_to_array(split_part(schedule, ' on ', 2), ', ')) as part (word)
                         where case
                               when part.word ~ '^[0-9]+$' then day.day_no = least(part.word::integer, day.last_no)
                               when split_part(part.word, ' ', 2) <> day.weekday then false
                               when split_part(part.word, ' ', 1) = 'last' then day.day_no > day.last_no - 7
                               else (day.day_no + 6) / 7
                                    = array_position(array['first', 'second', 'third', 'fourth'], split_part(part.word, ' ', 1))
                               end)
           else false
           end
$$
