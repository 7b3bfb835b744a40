-- read:    milestones
-- returns: per milestone and customer: names, day, status, that of the milestone as a whole, proforma and amount
-- source:  docs/rules/billing.md#milestones; docs/rules/billing.md#milestones-as-a-whole

select milestone.id as milestone_id, milestone.contract_id, contract.number as contract,
       milestone.contract_line_id, line.line_no, line.name as contract_line, line.project_id, milestone.name,
       milestone.milestone_date, milestone.customer_id, customer.name as customer, milestone.status, milestone.hold_reason, milestone.held_until,
       hold.acted_on as held_since,
       whole.header_status, case when whole.part_count > 1 then whole.header_status end as shared_status,
       milestone.proforma_id, proforma.number as proforma, milestone.transaction_amount,
       milestone.transaction_currency, act.acted_at as changed_at,
       person.username as changed_by
  from billing_milestone as milestone
  left join agreements_contract as contract on contract.id = milestone.contract_id
  left join agreements_contract_line as line on line.id = milestone.contract_line_id
  left join masterdata_customer as customer on customer.id = milestone.customer_id
  left join billing_proforma as proforma on proforma.id = milestone.proforma_id
  left join people_act as act on act.id = milestone.act_id
  left join people_act as hold on hold.id = milestone.hold_act_id
  left join people_person as person on person.id = act.person_id
 cross join lateral (
          select billing_header_status(array_agg(part.status)) as header_status, count(*) as part_count
            from billing_milestone as part
           where part.contract_line_id = milestone.contract_line_id
             and part.name = milestone.name
      ) as whole
 where milestone.company_id = %(company_id)s::bigint
