-- read:    adjustments_of_act
-- returns: one row: adjustment_ids that an act made and nothing undoes, actual_ids of the sales in the place of what they adjusted
-- source:  docs/rules/actuals.md#adjustments

with made as (
    select adjustment.id, adjustment.kept_actual_id, adjustment.rest_actual_id
      from actuals_adjustment as adjustment
     where adjustment.company_id = %(company_id)s
       and adjustment.act_id = %(act_number)s::bigint
       and adjustment.undoes_id is null
       and not exists (select
                         from actuals_adjustment as undo
                        where undo.undoes_id = adjustment.id)
)

select array(select id from made order by id) as adjustment_ids,
       array(select standing.sale_id
               from made
              cross join lateral (values (kept_actual_id), (rest_actual_id)) as part (id)
              cross join lateral actuals_standing_sale(part.id) as standing
              where standing.sale_id is not null
              order by standing.sale_id) as actual_ids
