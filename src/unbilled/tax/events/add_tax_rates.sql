-- event:   add_tax_rates
-- returns: nothing
-- keeps:   a tax code has one rate on a day
-- source:  docs/rules/tax.md#codes-that-apply

with begun as (
    select begun.tax_code_id, begun.day, begun.rate_percent
      from unnest(%(tax_code_ids)s::bigint[], %(days)s::date[], %(percents)s::numeric[])
           as begun (tax_code_id, day, rate_percent)
),

days as (
    select tax_code_id, day
      from begun
     union
    select rate.tax_code_id, rate.valid_from
      from tax_tax_rate as rate
     where rate.tax_code_id in (select tax_code_id from begun)
)

insert into tax_tax_rate (tax_code_id, valid_from, valid_until, rate_percent, act_id)
select begun.tax_code_id, begun.day,
       (select min(days.day)
          from days
         where days.tax_code_id = begun.tax_code_id
           and days.day > begun.day),
       begun.rate_percent, %(act_id)s
  from begun
