-- read:    billing_hub, the lines of a contract
-- returns: per contract line: name, method, project, the amounts of the hub, and how much of its own limits is asked for; what is posted of it is not told apart
-- source:  docs/rules/billing.md#backlog; docs/rules/billing.md#milestones; docs/rules/billing.md#limits

select line.id as contract_line_id, line.line_no, line.name, line.billing_method, project.code as project,
       line.contracted_amount, totals.time_amount, totals.expense_amount, totals.material_amount, totals.fee_amount,
       milestones.open_amount as milestone_amount, totals.ready_amount + milestones.ready_amount as ready_amount,
       totals.draft_amount + milestones.draft_amount as draft_amount,
       (select used.percent from billing_limit_percent(%(company_id)s::bigint, line.contract_id, line.id) as used) as limit_percent
  from agreements_contract_line as line
  left join masterdata_project as project on project.id = line.project_id
 cross join lateral (
       select coalesce(sum(total.transaction_amount) filter (where is_open and total.transaction_class = 'time'), 0) as time_amount,
              coalesce(sum(total.transaction_amount) filter (where is_open and total.transaction_class = 'expense'), 0) as expense_amount,
              coalesce(sum(total.transaction_amount) filter (where is_open and total.transaction_class = 'material'), 0) as material_amount,
              coalesce(sum(total.transaction_amount) filter (where is_open and total.transaction_class = 'fee'), 0) as fee_amount,
              coalesce(sum(total.transaction_amount) filter (where total.billing_status = 'ready_to_invoice'), 0) as ready_amount,
              coalesce(sum(total.transaction_amount) filter (where not is_open), 0) as draft_amount
         from billing_backlog_total as total
        cross join lateral (values (total.billing_status in ('not_ready', 'ready_to_invoice'))) as open (is_open)
        where total.contract_line_id = line.id
          and total.billing_type = 'chargeable'
       ) as totals
 cross join lateral (
       select coalesce(sum(transaction_amount) filter (where status in ('not_ready', 'ready_to_invoice')), 0) as open_amount,
              coalesce(sum(transaction_amount) filter (where status = 'ready_to_invoice'), 0) as ready_amount,
              coalesce(sum(transaction_amount) filter (where status = 'customer_invoice_created'), 0) as draft_amount
         from billing_milestone as milestone
        where milestone.contract_line_id = line.id
       ) as milestones
 where line.company_id = %(company_id)s::bigint
   and line.contract_id = %(contract_id)s::bigint
 order by line.line_no
