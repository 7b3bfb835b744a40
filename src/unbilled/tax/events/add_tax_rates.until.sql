-- event:   add_tax_rates, the end of what held before
-- returns: nothing
-- source:  docs/rules/tax.md#codes-that-apply

update tax_tax_rate as earlier
   set valid_until = ended.day,
       act_id = %(act_id)s
  from (select rate.id, min(begun.day) as day
          from unnest(%(tax_code_ids)s::bigint[], %(days)s::date[]) as begun (tax_code_id, day)
          join tax_tax_rate as rate
            on rate.tax_code_id = begun.tax_code_id
           and rate.valid_from < begun.day
           and (rate.valid_until is null or rate.valid_until > begun.day)
         group by rate.id) as ended
 where earlier.id = ended.id
