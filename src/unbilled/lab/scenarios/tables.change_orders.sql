-- read:    tables, its change orders
-- returns: one row per change order of a contract

select change_order.id as key,
       contract.number || '/' || change_order.order_no as "change order",
       change_order.name,
       change_order.effective_date as "from",
       change_order.status,
       change_order.value_before as before,
       change_order.value_after as after
  from agreements_change_order as change_order
  join agreements_contract as contract on contract.id = change_order.contract_id
 where change_order.company_id = %(company_id)s
 order by change_order.id
