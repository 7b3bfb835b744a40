-- read:    milestones
-- returns: per milestone and customer, and per part of a product: names, day, status, that of the milestone as a whole (shared_status: where several customers pay it), proforma, quantity and amount
-- source:  docs/rules/billing.md#milestones; docs/rules/billing.md#milestones-as-a-whole; docs/rules/billing.md#products

select milestone.id as milestone_id, milestone.contract_id, contract.number as contract,
       milestone.contract_line_id, line.line_no, line.name as contract_line, line.project_id, milestone.name,
       milestone.milestone_date, milestone.customer_id, customer.name as customer, milestone.status, milestone.hold_reason, milestone.held_until,
       hold.acted_on as held_since,
       -- In the list of columns, so that who does not ask for them does not wait for them.
       (select billing_header_status(array_agg(part.status order by part.status))
          from billing_milestone as part
         where part.contract_line_id = milestone.contract_line_id
           and part.name = milestone.name) as header_status,
       (select billing_header_status(array_agg(part.status order by part.status))
          from billing_milestone as part
         where part.contract_line_id = milestone.contract_line_id
           and part.name = milestone.name
        having count(*) > 1) as shared_status,
       milestone.proforma_id, proforma.number as proforma, milestone.quantity, milestone.unit, milestone.unit_price,
       milestone.transaction_amount, milestone.transaction_currency, act.acted_at as changed_at,
       person.username as changed_by
  from billing_milestone as milestone
  left join agreements_contract as contract on contract.id = milestone.contract_id
  left join agreements_contract_line as line on line.id = milestone.contract_line_id
  left join masterdata_customer as customer on customer.id = milestone.customer_id
  left join billing_proforma as proforma on proforma.id = milestone.proforma_id
  left join people_act as act on act.id = milestone.act_id
  left join people_act as hold on hold.id = milestone.hold_act_id
  left join people_person as person on person.id = act.person_id
 where milestone.company_id = %(company_id)s::bigint
