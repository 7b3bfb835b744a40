-- read:    proforma_sheet
-- returns: per line of a proforma, grouped by contract line: names, quantities, price, amounts, and which act wrote it
--          last
-- source:  docs/rules/billing.md#proformas

select detail.line_no, detail.contract_line_id, contract_line.line_no as contract_line_no,
       contract_line.name as contract_line, detail.transaction_date, detail.transaction_class,
       coalesce(resource.name, '') as name,
       concat_ws(', ', coalesce(milestone.name, retainer.name, nullif(entry.description, '')),
                 coalesce(task.name, category.name, role.name)) as description,
       coalesce(entry.external_reference, entry.id::text, '') as entry, entry.id as entry_id,
       coalesce(entry.description, '') as text, detail.is_correction,
       coalesce(detail.milestone_id, detail.retainer_id) is not null as is_agreed, detail.quantity,
       there.quantity as source_quantity, detail.unit,
       detail.unit_price, detail.transaction_amount, detail.source_amount, detail.discount_amount, proforma.transaction_currency,
       detail.billing_type, detail.source_price, detail.source_billing_type, detail.reason, detail.act_id
  from billing_proforma as proforma
  join billing_proforma_detail as detail on detail.proforma_id = proforma.id
  join agreements_contract_line as contract_line on contract_line.id = detail.contract_line_id
  -- What is deducted of a retainer was billed below zero, and is typed above.
 cross join lateral (values (case when detail.retainer_id is null then detail.source_quantity
                                  else abs(detail.source_quantity)
                              end)) as there (quantity)
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
   and (not %(only_edited)s::boolean
        or detail.quantity <> there.quantity
        or detail.source_price is not null
        or detail.source_billing_type is not null)
   and (%(line_nos)s::integer[] is null or detail.line_no = any(%(line_nos)s::integer[]))
   and (%(contract_line_no)s::integer is null or contract_line.line_no = %(contract_line_no)s::integer)
   and (contract_line.line_no, detail.line_no) > (%(after_group)s::integer, %(after_line)s::integer)
 order by contract_line.line_no, detail.line_no
 limit %(limit)s::integer
