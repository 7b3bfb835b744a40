-- holds:  What takes the place of an adjusted sale has its quantity, and charges as much more as the adjustment says; so
--         has what an undone adjustment gives back.
-- breaks: Nobody could say what was written off, or hours would get lost by it.
-- shows:  adjustment_id, quantity and recorded_quantity, said_amount and changed_amount (transaction currency)
with before as (
    select adjustment.id, sum(sale.quantity) as quantity,
           coalesce(sum(sale.transaction_amount) filter (where sale.billing_type = 'chargeable'), 0) as amount
      from actuals_adjustment as adjustment
      left join actuals_adjustment as undone on undone.id = adjustment.undoes_id
     cross join lateral (values (case when undone.id is null then adjustment.actual_id end),
                                (undone.kept_actual_id), (undone.rest_actual_id)) as part (id)
      join actuals_actual as sale on sale.id = part.id
     group by adjustment.id
),

after as (
    select adjustment.id, sum(sale.quantity) as quantity,
           coalesce(sum(sale.transaction_amount) filter (where sale.billing_type = 'chargeable'), 0) as amount
      from actuals_adjustment as adjustment
     cross join lateral (values (adjustment.kept_actual_id), (adjustment.rest_actual_id)) as part (id)
      join actuals_actual as sale on sale.id = part.id
     group by adjustment.id
)

select adjustment.id as adjustment_id, before.quantity, after.quantity as recorded_quantity,
       adjustment.transaction_amount as said_amount, after.amount - before.amount as changed_amount
  from actuals_adjustment as adjustment
  left join before on before.id = adjustment.id
  left join after on after.id = adjustment.id
 where (before.quantity, adjustment.transaction_amount)
       is distinct from (after.quantity, after.amount - before.amount)
 order by adjustment.id
