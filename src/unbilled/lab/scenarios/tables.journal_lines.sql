-- read:    tables, its journal lines
-- returns: one row per integration journal line

select line.actual_id as key,
       journal.number as journal,
       journal.period_key as period,
       entry.external_reference as entry,
       line.line_kind as kind,
       actual.transaction_class as class,
       project.code as project,
       line.transaction_date as date,
       line.accounting_date as "accounting date",
       actual.quantity,
       actual.transaction_amount as amount,
       actual.transaction_currency as currency,
       actual.billing_type as "billing type",
       tax_group.code as "tax group",
       item_group.code as "item tax group",
       (select string_agg(value.key || ' ' || value.value, ', ' order by value.key)
          from jsonb_each_text(dimension_set.values) as value) as dimensions,
       line.status
  from accounting_journal_line as line
  join accounting_journal as journal on journal.id = line.journal_id
  join actuals_actual as actual on actual.id = line.actual_id
  left join work_entry as entry on entry.id = actual.entry_id
  left join masterdata_project as project on project.id = actual.project_id
  left join tax_tax_group as tax_group on tax_group.id = line.tax_group_id
  left join tax_item_tax_group as item_group on item_group.id = line.item_tax_group_id
  left join companies_dimension_set as dimension_set on dimension_set.id = line.dimension_set_id
 where line.company_id = %(company_id)s
 order by line.actual_id
