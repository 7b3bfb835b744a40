-- event:   withdraw_change_orders
-- moves:   agreements_change_order draft -> withdrawn; agreements_change_order approved -> withdrawn
-- returns: change_order_id per change order withdrawn
-- source:  docs/rules/agreements.md#change-orders

with picked as (
    select id
      from agreements_change_order
     where company_id = %(company_id)s
       and id = any(%(change_order_ids)s::bigint[])
       and status in ('draft', 'approved')
     order by id
       for update
)

update agreements_change_order as change_order
   set act_id = %(act_id)s,
       status = 'withdrawn'
  from picked
 where change_order.id = picked.id
returning change_order.id as change_order_id
