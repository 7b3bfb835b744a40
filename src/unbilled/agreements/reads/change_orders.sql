-- read:    change_orders
-- returns: per change order: what it changes from when on, where it stands, and the value of its contract before and after
-- source:  docs/rules/agreements.md#change-orders

select change_order.id as change_order_id, change_order.contract_id, contract.number as contract,
       contract.number || '/' || change_order.order_no as number, change_order.name, change_order.effective_date,
       (select string_agg(said.text, '; ' order by said.text)
          from (select concat_ws(' ', part.name, replace(field.key, '_', ' '), field.value #>> '{}') as text
                  from jsonb_each(change_order.changes) as kind (key, value)
                 cross join lateral (select '' as name, kind.value as fields
                                      where kind.key = 'contract'
                                      union all
                                     select line.key, line.value
                                       from jsonb_each(case when kind.key = 'contract' then '{}' else kind.value end)
                                         as line (key, value)) as part
                 cross join lateral jsonb_each(part.fields) as field (key, value)) as said) as changes,
       coalesce(change_order.value_before, valued.amount) as value_before,
       change_order.value_after - coalesce(change_order.value_before, valued.amount) as value_change,
       change_order.value_after, contract.currency_id as currency, change_order.status,
       approver.username as approved_by, act.acted_at as changed_at, person.username as changed_by
  from agreements_change_order as change_order
  join agreements_contract as contract on contract.id = change_order.contract_id
  left join lateral (select sum(line.contracted_amount) as amount
                       from agreements_contract_line as line
                      where line.contract_id = change_order.contract_id) as valued on true
  left join people_act as approval on approval.id = change_order.approved_act_id
  left join people_person as approver on approver.id = approval.person_id
  left join people_act as act on act.id = change_order.act_id
  left join people_person as person on person.id = act.person_id
 where change_order.company_id = %(company_id)s::bigint
