-- read:    billable_work
-- returns: per unbilled sale or milestone: id, is_milestone, is_ready
-- source:  docs/rules/billing.md#backlog; docs/rules/billing.md#milestones

select id, is_milestone, is_ready
  from billing_billable(%(company_id)s, %(only_ready)s::boolean, %(contract_ids)s::bigint[],
                        %(project_ids)s::bigint[], %(customer_ids)s::bigint[], %(from_date)s::date,
                        %(through_date)s::date)
 order by is_milestone, id
