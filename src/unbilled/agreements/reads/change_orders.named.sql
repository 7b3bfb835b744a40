-- read:    change_orders, by name
-- returns: id and name per change order of the names

select change_order.id, contract.number || '/' || change_order.order_no as name
  from agreements_change_order as change_order
  join agreements_contract as contract on contract.id = change_order.contract_id
 where change_order.company_id = %(company_id)s::bigint
   and contract.number || '/' || change_order.order_no = any(%(names)s::text[])
