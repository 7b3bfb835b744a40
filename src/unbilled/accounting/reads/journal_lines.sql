-- read:    journal_lines
-- returns: per journal line: journal, kind, dates, names, tax groups, dimensions, status and amount before tax
-- source:  docs/rules/journal.md#journal-lines

-- Names come from left joins on keys: a count or a sum needs none of them, and PostgreSQL then leaves them out.
select line.actual_id, line.journal_id, coalesce(journal.number, '') as journal,
       coalesce(journal.period_key, '') as period_key, line.line_kind, line.transaction_date, line.accounting_date,
       line.contract_id, contract.number as contract, actual.project_id, project.code as project,
       actual.customer_id, customer.name as customer,
       concat_ws(', ', resource.name, coalesce(task.name, category.name, role.name),
                 nullif(entry.description, '')) as work,
       coalesce(entry.external_reference, entry.id::text) as entry, actual.transaction_class, actual.billing_type,
       tax_group.code as tax_group, item_tax_group.code as item_tax_group,
       (select string_agg(pair.key || ' ' || pair.value, ', ' order by pair.key collate "C")
          from jsonb_each_text(dimension_set.values) as pair) as dimensions,
       line.status, actual.quantity, actual.unit, actual.transaction_amount,
       actual.transaction_currency, act.acted_at as changed_at,
       person.username as changed_by
  from accounting_journal_line as line
  left join actuals_actual as actual on actual.id = line.actual_id
  left join accounting_journal as journal on journal.id = line.journal_id
  left join agreements_contract as contract on contract.id = line.contract_id
  left join masterdata_project as project on project.id = actual.project_id
  left join masterdata_customer as customer on customer.id = actual.customer_id
  left join masterdata_resource as resource on resource.id = actual.resource_id
  left join masterdata_task as task on task.id = actual.task_id
  left join masterdata_category as category on category.id = actual.category_id
  left join masterdata_role as role on role.id = actual.role_id
  left join work_entry as entry on entry.id = actual.entry_id
  left join tax_tax_group as tax_group on tax_group.id = line.tax_group_id
  left join tax_item_tax_group as item_tax_group on item_tax_group.id = line.item_tax_group_id
  left join companies_dimension_set as dimension_set on dimension_set.id = line.dimension_set_id
  left join people_act as act on act.id = line.act_id
  left join people_person as person on person.id = act.person_id
 where line.company_id = %(company_id)s::bigint
