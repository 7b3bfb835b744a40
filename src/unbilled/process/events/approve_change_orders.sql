-- event:   approve_change_orders
-- moves:   agreements_change_order draft -> approved
-- returns: change_order_id and is_due (its day has come) per change order approved
-- source:  docs/rules/agreements.md#change-orders

with picked as (
    select id
      from agreements_change_order
     where company_id = %(company_id)s
       and id = any(%(change_order_ids)s::bigint[])
       and status = 'draft'
     order by id
       for update
)

update agreements_change_order as change_order
   set act_id = %(act_id)s,
       status = 'approved',
       approved_act_id = %(act_id)s
  from picked
 where change_order.id = picked.id
returning change_order.id as change_order_id, change_order.effective_date <= %(acted_on)s::date as is_due
