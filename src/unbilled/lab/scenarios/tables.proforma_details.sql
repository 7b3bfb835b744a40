-- read:    tables, its proforma details
-- returns: one row per detail of a proforma

select detail.proforma_id || '/' || detail.line_no as key,
       proforma.number as proforma,
       detail.line_no as no,
       line.name as line,
       project.code as project,
       entry.external_reference as entry,
       milestone.name as milestone,
       retainer.name as retainer,
       detail.transaction_class as class,
       detail.transaction_date as date,
       detail.is_correction as correction,
       detail.quantity,
       detail.source_quantity as "source quantity",
       detail.unit,
       detail.unit_price as price,
       detail.transaction_amount as amount,
       detail.source_amount as "source amount",
       detail.billing_type as "billing type",
       detail.drawn_hours as drawn,
       detail.discount_amount as discount,
       detail.reason
  from billing_proforma_detail as detail
  join billing_proforma as proforma on proforma.id = detail.proforma_id
  join agreements_contract_line as line on line.id = detail.contract_line_id
  left join masterdata_project as project on project.id = detail.project_id
  left join actuals_actual as actual on actual.id = detail.actual_id
  left join work_entry as entry on entry.id = coalesce(actual.entry_id, detail.entry_id)
  left join billing_milestone as milestone on milestone.id = detail.milestone_id
  left join billing_retainer as retainer on retainer.id = detail.retainer_id
 where detail.company_id = %(company_id)s
 order by detail.proforma_id, detail.line_no
