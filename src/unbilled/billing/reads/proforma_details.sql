-- read:    proforma_details
-- returns: per detail of a proforma: names, quantities, price, amounts and billing type
-- source:  docs/rules/billing.md#proformas

select detail.line_no, proforma.contract_id, detail.contract_line_id, line.name as contract_line,
       detail.project_id, project.code as project, detail.transaction_class, detail.transaction_date,
       coalesce(milestone.name, retainer.name,
                concat_ws(', ', resource.name, coalesce(task.name, category.name, role.name))) as name,
       coalesce(entry.description, '') as description, coalesce(entry.external_reference, entry.id::text) as entry, detail.is_correction,
       detail.quantity, detail.source_quantity, detail.unit, detail.unit_price, detail.transaction_amount,
       detail.source_amount, proforma.transaction_currency, detail.billing_type, detail.reason
  from billing_proforma as proforma
  join billing_proforma_detail as detail on detail.proforma_id = proforma.id
  left join agreements_contract_line as line on line.id = detail.contract_line_id
  left join masterdata_project as project on project.id = detail.project_id
  left join billing_milestone as milestone on milestone.id = detail.milestone_id
  left join billing_retainer as retainer on retainer.id = detail.retainer_id
  left join actuals_actual as actual on actual.id = detail.actual_id
  left join work_entry as entry on entry.id = coalesce(actual.entry_id, detail.entry_id)
  left join masterdata_resource as resource on resource.id = coalesce(actual.resource_id, entry.resource_id)
  left join masterdata_task as task on task.id = coalesce(actual.task_id, entry.task_id)
  left join masterdata_category as category on category.id = coalesce(actual.category_id, entry.category_id)
  left join masterdata_role as role on role.id = coalesce(actual.role_id, entry.role_id)
 where proforma.company_id = %(company_id)s::bigint
   and proforma.id = %(proforma_id)s::bigint
