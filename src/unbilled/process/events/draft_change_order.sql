-- event:   draft_change_order
-- returns: one row: change_order_id, order_no
-- keeps:   change orders of a contract are numbered from 1 without gaps
-- source:  docs/rules/agreements.md#change-orders

insert into agreements_change_order
       (company_id, contract_id, order_no, name, effective_date, changes, status, value_after, act_id)
select %(company_id)s, contract.id,
       1 + coalesce((select max(known.order_no)
                       from agreements_change_order as known
                      where known.contract_id = contract.id), 0),
       %(name)s, %(effective_date)s::date, %(changes)s::jsonb, 'draft', %(value_after)s::numeric, %(act_id)s
  from agreements_contract as contract
 where contract.company_id = %(company_id)s
   and contract.id = %(contract_id)s
returning id as change_order_id, order_no
