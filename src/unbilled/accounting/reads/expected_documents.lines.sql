-- read:    expected_documents, their lines
-- returns: per line of a proposal, in the order in which it would be printed: text, quantity, price, amounts, taxes
-- source:  docs/rules/documents.md#electronic-invoices; docs/rules/invoices.md#frozen-data

select line.proposal_id as id, line.line_no, actual.transaction_class, actual.transaction_date,
       coalesce(project.code, '') as project_code, coalesce(project.name, '') as project_name,
       coalesce(task.name, '') as task_name, coalesce(resource.name, '') as resource_name,
       coalesce(role.name, '') as role_name, coalesce(category.name, '') as category_name,
       coalesce(case when actual.milestone_id is not null then milestone.name else entry.description end, '')
           as description,
       actual.billing_type, actual.quantity, actual.unit, actual.unit_price,
       case when actual.billing_type = 'chargeable'
                 and line.net_amount <> round(actual.quantity * actual.unit_price, paid_in.digits)
                 and not exists (select from billing_borne(line.actual_id))
            then nullif(coalesce(entry.billable_quantity, entry.quantity), abs(actual.quantity))
        end as whole_quantity,
       line.net_amount, line.tax_amount, taxes.codes as tax_codes, taxes.categories as tax_categories,
       taxes.rates as tax_rates, taxes.legal_texts as tax_legal_texts
  from accounting_proposal as proposal
  join companies_currency as paid_in on paid_in.code = proposal.transaction_currency
  join accounting_proposal_line as line on line.proposal_id = proposal.id
  join actuals_actual as actual on actual.id = line.actual_id
  left join masterdata_project as project on project.id = actual.project_id
  left join masterdata_task as task on task.id = actual.task_id
  left join masterdata_resource as resource on resource.id = actual.resource_id
  left join masterdata_role as role on role.id = actual.role_id
  left join masterdata_category as category on category.id = actual.category_id
  left join work_entry as entry on entry.id = actual.entry_id
  left join billing_milestone as milestone on milestone.id = actual.milestone_id
 cross join lateral (
          select coalesce(array_agg(code.code order by code.code, own.rate_percent), '{}') as codes,
                 coalesce(array_agg(code.category order by code.code, own.rate_percent), '{}') as categories,
                 coalesce(array_agg(own.rate_percent order by code.code, own.rate_percent), '{}') as rates,
                 coalesce(array_agg(code.legal_text order by code.code, own.rate_percent), '{}') as legal_texts
            from unnest(line.tax_code_ids, line.tax_rates) as own (tax_code_id, rate_percent)
            join tax_tax_code as code on code.id = own.tax_code_id
      ) as taxes
 where proposal.company_id = %(company_id)s
   and proposal.id = any(%(ids)s::bigint[])
 order by line.proposal_id, nullif(project.code, '') nulls last, nullif(task.name, '') nulls last, actual.task_id,
          actual.transaction_date, line.line_no
