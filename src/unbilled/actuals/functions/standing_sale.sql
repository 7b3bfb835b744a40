-- function: actuals_standing_sale
-- returns:  the unbilled sale in whose place another stands by now because adjustments of it were undone; itself where none was
-- keeps:    of several adjustments the earlier can be undone once the later are
-- source:   docs/rules/billing.md#undoing
create or replace function actuals_standing_sale(of_sale bigint)
returns table (sale_id bigint)
language sql stable as $$
    with recursive way (id, step) as (
        select of_sale, 0
         union all
        select undo.kept_actual_id, way.step + 1
          from way
          join actuals_adjustment as made
            on made.actual_id = way.id
           and made.undoes_id is null
          join actuals_adjustment as undo on undo.undoes_id = made.id
    )

    select way.id
      from way
     order by way.step desc
     limit 1
$$
