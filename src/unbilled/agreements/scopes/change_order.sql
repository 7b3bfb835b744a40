-- read:    scope of change_order
-- returns: change orders of contracts that somebody else manages: record_id, name, manager
-- source:  docs/rules/acts.md#own-contracts

select change_order.id as record_id, 'change order ' || contract.number || '/' || change_order.order_no as name,
       managed.manager
  from agreements_change_order as change_order
  join agreements_contract as contract on contract.id = change_order.contract_id
 cross join agreements_manager_of(contract.id, null) as managed
 where change_order.company_id = %(company_id)s::bigint
   and change_order.id = any(%(ids)s::bigint[])
   and not exists (select
                     from agreements_own_contracts(%(sight_person_id)s::bigint, %(company_id)s::bigint) as own
                    where own.contract_id = contract.id)
 order by change_order.id
