-- event:   delete_milestones
-- returns: milestone_id per part removed
-- keeps:   what was billed stays
-- source:  docs/rules/billing.md#changing-milestones

delete from billing_milestone as milestone
 where milestone.company_id = %(company_id)s
   and milestone.contract_line_id = %(contract_line_id)s
   and milestone.name = any(%(names)s::text[])
   and milestone.proforma_id is null
returning milestone.id as milestone_id
