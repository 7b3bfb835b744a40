-- event:   apply_change_orders
-- returns: per approved change order whose day has come, by day: change_order_id, contract_id, effective_date, changes, locked
-- source:  docs/rules/agreements.md#change-orders

select id as change_order_id, contract_id, effective_date, changes
  from agreements_change_order
 where company_id = %(company_id)s
   and id = any(%(change_order_ids)s::bigint[])
   and status = 'approved'
   and effective_date <= %(acted_on)s::date
 order by effective_date, id
   for update
