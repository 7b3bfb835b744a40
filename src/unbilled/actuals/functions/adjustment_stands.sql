-- function: actuals_adjustment_stands
-- returns:  whether an adjustment is in force: nobody undid it, it undoes none, and its work was not taken back since
-- keeps:    what is approved anew begins without the adjustments of before
-- source:   docs/rules/actuals.md#adjustments
create or replace function actuals_adjustment_stands(of_adjustment bigint)
returns table (stands boolean)
language sql stable as $$
    select exists (select
                     from actuals_adjustment as adjustment
                     left join work_entry as entry on entry.id = adjustment.entry_id
                     left join work_approval as approval on approval.id = entry.approval_id
                    where adjustment.id = of_adjustment
                      and adjustment.undoes_id is null
                      and not exists (select from actuals_adjustment as undo where undo.undoes_id = adjustment.id)
                      and (entry.id is null or entry.status = 'approved' and approval.act_id <= adjustment.act_id))
$$
