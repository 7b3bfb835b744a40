-- read:    change_order_names
-- returns: per change order that the company has: id, name, state

select change_order.id, contract.number || '/' || change_order.order_no as name, change_order.status as state
  from agreements_change_order as change_order
  join agreements_contract as contract on contract.id = change_order.contract_id
 where change_order.company_id = %(company_id)s
   and change_order.id = any(%(ids)s::bigint[])
