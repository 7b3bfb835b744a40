-- read:    steps, which proforma details
-- returns: line numbers of what an entry, a milestone or a retainer has on a proforma

select detail.line_no
  from billing_proforma_detail as detail
  left join actuals_actual as actual on actual.id = detail.actual_id
  left join work_entry as entry on entry.id = coalesce(actual.entry_id, detail.entry_id)
  left join billing_milestone as milestone on milestone.id = detail.milestone_id
  left join billing_retainer as retainer on retainer.id = detail.retainer_id
 where detail.company_id = %(company_id)s
   and detail.proforma_id = %(proforma_id)s
   and %(name)s::text in (entry.external_reference, milestone.name, retainer.name)
 order by detail.line_no
