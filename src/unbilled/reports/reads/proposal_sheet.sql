-- read:    proposal_sheet
-- returns: per line of a proposal: the work, its quantity and price, tax groups and dimensions, amounts before tax
--          and tax with its codes
-- source:  docs/rules/proposals.md#lines

select line.line_no, actual.transaction_date, actual.transaction_class,
       coalesce(milestone.name, resource.name, '') as name,
       concat_ws(', ', nullif(coalesce(entry.description, ''), ''),
                 coalesce(task.name, category.name, role.name)) as description,
       coalesce(entry.external_reference, entry.id::text, '') as entry, actual.quantity, actual.unit,
       actual.unit_price, actual.billing_type, coalesce(tax_group.code, '') as tax_group,
       coalesce(item_tax_group.code, '') as item_tax_group, line.tax_date, line.net_amount, line.tax_amount,
       proposal.transaction_currency
  from accounting_proposal as proposal
  join accounting_proposal_line as line on line.proposal_id = proposal.id
  join actuals_actual as actual on actual.id = line.actual_id
  left join billing_milestone as milestone on milestone.id = actual.milestone_id
  left join work_entry as entry on entry.id = actual.entry_id
  left join masterdata_resource as resource on resource.id = actual.resource_id
  left join masterdata_task as task on task.id = actual.task_id
  left join masterdata_category as category on category.id = actual.category_id
  left join masterdata_role as role on role.id = actual.role_id
  left join tax_tax_group as tax_group on tax_group.id = line.tax_group_id
  left join tax_item_tax_group as item_tax_group on item_tax_group.id = line.item_tax_group_id
 where proposal.company_id = %(company_id)s::bigint
   and proposal.id = %(proposal_id)s::bigint
   and line.line_no > %(after)s::integer
   and (%(line_nos)s::integer[] is null or line.line_no = any(%(line_nos)s::integer[]))
 order by line.line_no
 limit %(limit)s::integer
