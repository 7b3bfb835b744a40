-- read:    retainers
-- returns: per retainer: names, day, status, proforma, amount, and what of it is open, applied, refunded and on drafts
-- source:  docs/rules/retainers.md#retainers; docs/rules/retainers.md#available

select retainer.id as retainer_id, retainer.contract_id, contract.number as contract,
       retainer.contract_line_id, line.line_no, line.name as contract_line, line.project_id, retainer.name,
       retainer.retainer_date, retainer.customer_id, customer.name as customer, retainer.status,
       retainer.hold_reason, retainer.held_until, hold.acted_on as held_since,
       retainer.proforma_id, proforma.number as proforma, retainer.hours, retainer.open_hours,
       retainer.applied_hours, retainer.refunded_hours, retainer.expired_hours, retainer.expired_amount, retainer.expires_on, retainer.drafted_hours, retainer.transaction_amount,
       retainer.open_amount,
       retainer.applied_amount, retainer.refunded_amount, retainer.drafted_amount,
       retainer.transaction_currency, act.acted_at as changed_at, person.username as changed_by
  from billing_retainer as retainer
  left join agreements_contract as contract on contract.id = retainer.contract_id
  left join agreements_contract_line as line on line.id = retainer.contract_line_id
  left join masterdata_customer as customer on customer.id = retainer.customer_id
  left join billing_proforma as proforma on proforma.id = retainer.proforma_id
  left join people_act as hold on hold.id = retainer.hold_act_id
  left join people_act as act on act.id = retainer.act_id
  left join people_person as person on person.id = act.person_id
 where retainer.company_id = %(company_id)s::bigint
