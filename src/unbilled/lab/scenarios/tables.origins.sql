-- read:    tables, its origins
-- returns: one row per actual and record that it came from: entry, milestone, or proforma detail; of a correction the
--          details that it corrects too

with recursive details as (
    select actual.id as actual_id, actual.proforma_id, actual.proforma_line_no
      from actuals_actual as actual
     where actual.company_id = %(company_id)s
       and actual.proforma_id is not null
     union all
    select details.actual_id, corrected.proforma_id, corrected.proforma_line_no
      from details
      join billing_proforma_detail as detail
        on detail.proforma_id = details.proforma_id
       and detail.line_no = details.proforma_line_no
       and detail.is_correction
      join actuals_actual as corrected on corrected.id = detail.actual_id
),

origins as (
    select actual.id as actual_id, 'entry' as kind, entry.external_reference as name
      from actuals_actual as actual
      join work_entry as entry on entry.id = actual.entry_id
     where actual.company_id = %(company_id)s
     union all
    select actual.id, 'milestone', milestone.name
      from actuals_actual as actual
      join billing_milestone as milestone on milestone.id = actual.milestone_id
     where actual.company_id = %(company_id)s
     union all
    select details.actual_id, 'proforma', proforma.number || '/' || details.proforma_line_no
      from details
      join billing_proforma as proforma on proforma.id = details.proforma_id
)

select actual.id || origins.kind || origins.name as key,
       actual.transaction_type as type,
       actual.quantity,
       actual.transaction_amount as amount,
       origins.kind as origin,
       origins.name
  from origins
  join actuals_actual as actual on actual.id = origins.actual_id
 where origins.name is not null
 order by actual.id, origins.kind, origins.name
