-- read:    tables, its origins
-- returns: one row per actual and record that it came from: entry, milestone or proforma detail

select actual.id || origin.kind as key,
       actual.transaction_type as type,
       actual.quantity,
       actual.transaction_amount as amount,
       origin.kind as origin,
       origin.name
  from actuals_actual as actual
  left join work_entry as entry on entry.id = actual.entry_id
  left join billing_milestone as milestone on milestone.id = actual.milestone_id
  left join billing_proforma as proforma on proforma.id = actual.proforma_id
 cross join lateral (
       values ('entry', entry.external_reference),
              ('milestone', milestone.name),
              ('proforma', proforma.number || '/' || actual.proforma_line_no)
       ) as origin (kind, name)
 where actual.company_id = %(company_id)s
   and origin.name is not null
 order by actual.id, origin.kind
