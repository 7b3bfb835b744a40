-- holds:  The unbilled sales recorded of an entry sum to what was submitted, or billed when that is more; or to
--         nothing, when changed terms sell it no more.
-- breaks: Hours would get lost, or be invented, between the customers who share a line.
-- shows:  entry_id, quantity of the entry, recorded_quantity of its unbilled sales
with recorded as (
    select entry_id, sum(quantity) as quantity
      from actuals_actual
     where transaction_type = 'unbilled_sales'
       and entry_id is not null
       and proforma_id is null
     group by entry_id
)

select entry.id as entry_id, greatest(entry.quantity, entry.billable_quantity) as quantity,
       recorded.quantity as recorded_quantity
  from recorded
  join work_entry as entry on entry.id = recorded.entry_id
 where recorded.quantity not in (0, greatest(entry.quantity, entry.billable_quantity))
 order by entry.id
