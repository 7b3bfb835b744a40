-- read:    tables, its actuals
-- returns: one row per actual; adjustment and billing status are read from what followed

with moved as (
    select actual.id,
           reversal.id is not null as is_reversed,
           reversal.proforma_id is not null as is_confirmed,
           exists (select from actuals_actual as replacement where replacement.replaces_id = actual.id) as is_replaced,
           exists (select
                     from work_approval as approval
                    where approval.act_id = reversal.act_id
                      and approval.decision = 'canceled') as is_taken_back
      from actuals_actual as actual
      left join actuals_actual as reversal on reversal.reverses_id = actual.id
     where actual.company_id = %(company_id)s
)

select actual.id as key,
       actual.transaction_type as type,
       actual.transaction_class as class,
       entry.external_reference as entry,
       milestone.name as milestone,
       contract.number as contract,
       line.name as line,
       customer.account as customer,
       project.code as project,
       task.name as task,
       role.name as role,
       category.name as category,
       resource.name as resource,
       actual.transaction_date as date,
       actual.accounting_date as "accounting date",
       actual.quantity,
       actual.unit,
       actual.unit_price as price,
       actual.transaction_amount as amount,
       actual.transaction_currency as currency,
       actual.billing_type as "billing type",
       price_list.name as "price list",
       case when actual.reverses_id is not null then 'unadjustable'
            when moved.is_reversed
                 and (moved.is_replaced or not moved.is_confirmed or actual.transaction_type <> 'unbilled_sales')
            then 'adjusted'
       end as adjustment,
       case when actual.reverses_id is not null then null
            when actual.transaction_type = 'unbilled_sales' and backlog.actual_id is not null
            then backlog.billing_status
            when actual.transaction_type = 'unbilled_sales' and moved.is_confirmed and not moved.is_replaced
            then 'customer_invoice_posted'
            when moved.is_reversed and not moved.is_confirmed and not moved.is_replaced and moved.is_taken_back
            then 'canceled'
       end as "billing status",
       actual.reverses_id is not null as reversal,
       actual.replaces_id is not null as replacement,
       actual.goes_to_journal as journal,
       proforma.number as proforma
  from actuals_actual as actual
  join moved on moved.id = actual.id
  left join work_entry as entry on entry.id = actual.entry_id
  left join billing_milestone as milestone on milestone.id = actual.milestone_id
  left join agreements_contract as contract on contract.id = actual.contract_id
  left join agreements_contract_line as line on line.id = actual.contract_line_id
  left join masterdata_customer as customer on customer.id = actual.customer_id
  left join masterdata_project as project on project.id = actual.project_id
  left join masterdata_task as task on task.id = actual.task_id
  left join masterdata_role as role on role.id = actual.role_id
  left join masterdata_category as category on category.id = actual.category_id
  left join masterdata_resource as resource on resource.id = actual.resource_id
  left join agreements_price_list as price_list on price_list.id = actual.price_source_id
  left join billing_backlog_line as backlog on backlog.actual_id = actual.id
  left join billing_proforma as proforma on proforma.id = actual.proforma_id
 where actual.company_id = %(company_id)s
 order by actual.id
