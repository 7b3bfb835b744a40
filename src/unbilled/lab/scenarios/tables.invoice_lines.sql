-- read:    tables, its invoice lines
-- returns: one row per line of a posted invoice

select line.invoice_id || '/' || line.line_no as key,
       invoice.number as invoice,
       line.line_no as no,
       entry.external_reference as entry,
       milestone.name as milestone,
       line.transaction_class as class,
       project.code as project,
       task.name as task,
       line.transaction_date as date,
       line.description,
       line.quantity,
       line.unit,
       line.unit_price as price,
       line.net_amount as net,
       line.tax_amount as tax,
       tax_group.code as "tax group",
       item_group.code as "item tax group",
       line.group_no as "group no",
       line.group_title as "group",
       line.group_is_summary as summary
  from ledger_invoice_line as line
  join ledger_invoice as invoice on invoice.id = line.invoice_id
  join actuals_actual as actual on actual.id = line.actual_id
  left join work_entry as entry on entry.id = actual.entry_id
  left join billing_milestone as milestone on milestone.id = actual.milestone_id
  left join masterdata_project as project on project.id = line.project_id
  left join masterdata_task as task on task.id = line.task_id
  left join tax_tax_group as tax_group on tax_group.id = line.tax_group_id
  left join tax_item_tax_group as item_group on item_group.id = line.item_tax_group_id
 where line.company_id = %(company_id)s
 order by line.invoice_id, line.line_no
