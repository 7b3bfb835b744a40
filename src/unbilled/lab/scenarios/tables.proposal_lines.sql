-- read:    tables, its proposal lines
-- returns: one row per line of an invoice proposal

select line.proposal_id || '/' || line.line_no as key,
       proposal.number as proposal,
       line.line_no as no,
       entry.external_reference as entry,
       milestone.name as milestone,
       actual.transaction_class as class,
       actual.quantity,
       actual.billing_type as "billing type",
       tax_group.code as "tax group",
       item_group.code as "item tax group",
       (select string_agg(value.key || ' ' || value.value, ', ' order by value.key)
          from jsonb_each_text(dimension_set.values) as value) as dimensions,
       line.net_amount as net,
       line.tax_amount as tax,
       line.released_actual_id is not null as releases,
       line.group_no as "group no",
       line.group_title as "group",
       line.group_is_summary as summary
  from accounting_proposal_line as line
  join accounting_proposal as proposal on proposal.id = line.proposal_id
  join actuals_actual as actual on actual.id = line.actual_id
  left join work_entry as entry on entry.id = actual.entry_id
  left join billing_milestone as milestone on milestone.id = actual.milestone_id
  left join tax_tax_group as tax_group on tax_group.id = line.tax_group_id
  left join tax_item_tax_group as item_group on item_group.id = line.item_tax_group_id
  left join companies_dimension_set as dimension_set on dimension_set.id = line.dimension_set_id
 where line.company_id = %(company_id)s
 order by line.proposal_id, line.line_no
