-- event:   apply_change_orders
-- moves:   agreements_change_order approved -> applied
-- returns: nothing; the count of rows is that of the change orders applied
-- source:  docs/rules/agreements.md#change-orders

update agreements_change_order as change_order
   set act_id = %(act_id)s,
       status = 'applied',
       value_before = given.value_before,
       value_after = given.value_after
  from unnest(%(change_order_ids)s::bigint[], %(values_before)s::numeric[], %(values_after)s::numeric[])
    as given (id, value_before, value_after)
 where change_order.company_id = %(company_id)s
   and change_order.id = given.id
   and change_order.status = 'approved'
