-- read:    invoice_papers, lines
-- returns: per line: its text (of time, who worked and as what), frozen amounts (invoice currency), the rates
--          that tax it, percent;
--          by invoice, project, task and date, in the order in which they are printed
-- source:  docs/rules/documents.md#what-is-printed

with lines as (
    select invoice_id, line_no, actual_id, transaction_class, project_id, task_id, transaction_date, description,
           quantity, unit, unit_price, net_amount, tax_group_id, item_tax_group_id
      from ledger_invoice_line
     where company_id = %(company_id)s
       and invoice_id = any(%(invoice_ids)s::bigint[])
),

groups as (
    select distinct invoice_id, tax_group_id, item_tax_group_id
      from lines
),

-- The rates as they were charged, from the posted tax of the codes that both groups hold.
taxed as (
    select groups.invoice_id, groups.tax_group_id, groups.item_tax_group_id,
           array_agg(charged.rate_percent order by code.code) as rates
      from groups
      join tax_tax_group_code as customers on customers.tax_group_id = groups.tax_group_id
      join tax_item_tax_group_code as items
        on items.item_tax_group_id = groups.item_tax_group_id
       and items.tax_code_id = customers.tax_code_id
      join ledger_tax_transaction as charged
        on charged.invoice_id = groups.invoice_id
       and charged.tax_code_id = customers.tax_code_id
      join tax_tax_code as code on code.id = customers.tax_code_id
     group by groups.invoice_id, groups.tax_group_id, groups.item_tax_group_id
)

select lines.invoice_id,
       coalesce(project.code, '') as project_code,
       coalesce(project.name, '') as project_name,
       coalesce(task.name, '') as task_name,
       lines.transaction_date,
       case when lines.transaction_class = 'time'
            then concat_ws(' · ', resource.name, role.name, nullif(lines.description, ''))
            else coalesce(nullif(lines.description, ''), category.name, '')
        end as description,
       lines.quantity,
       lines.unit,
       lines.unit_price,
       lines.net_amount,
       sale.billing_type,
       coalesce(taxed.rates, '{}') as tax_percents
  from lines
  join actuals_actual as sale on sale.id = lines.actual_id
  left join masterdata_resource as resource on resource.id = sale.resource_id
  left join masterdata_role as role on role.id = sale.role_id
  left join masterdata_category as category on category.id = sale.category_id
  left join masterdata_project as project on project.id = lines.project_id
  left join masterdata_task as task on task.id = lines.task_id
  left join taxed
         on taxed.invoice_id = lines.invoice_id
        and taxed.tax_group_id = lines.tax_group_id
        and taxed.item_tax_group_id = lines.item_tax_group_id
 order by lines.invoice_id, project.code nulls last, task.name nulls last, task.id,
          lines.transaction_date, lines.line_no
