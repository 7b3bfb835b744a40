-- read:    project_transactions
-- returns: per project transaction: the actual as the books know it, with its rate, layer and voucher
-- source:  docs/rules/ledger.md#subledgers

select booked.actual_id, booked.transaction_type, booked.transaction_class, actual.contract_id,
       contract.number as contract, booked.project_id, project.code as project, actual.customer_id,
       customer.name as customer,
       concat_ws(', ', resource.name, coalesce(task.name, category.name, role.name),
                 nullif(entry.description, '')) as work,
       coalesce(entry.external_reference, entry.id::text) as entry, booked.transaction_date, booked.accounting_date,
       booked.quantity, actual.unit, booked.transaction_amount, booked.transaction_currency, booked.exchange_rate,
       booked.accounting_amount, company.accounting_currency_id as accounting_currency, booked.ledger_layer,
       booked.is_accrued, booked.voucher_id, voucher.number as voucher
  from ledger_project_transaction as booked
  left join actuals_actual as actual on actual.id = booked.actual_id
  left join companies_company as company on company.id = booked.company_id
  left join agreements_contract as contract on contract.id = actual.contract_id
  left join masterdata_project as project on project.id = booked.project_id
  left join masterdata_customer as customer on customer.id = actual.customer_id
  left join masterdata_resource as resource on resource.id = actual.resource_id
  left join masterdata_task as task on task.id = actual.task_id
  left join masterdata_category as category on category.id = actual.category_id
  left join masterdata_role as role on role.id = actual.role_id
  left join work_entry as entry on entry.id = actual.entry_id
  left join ledger_voucher as voucher on voucher.id = booked.voucher_id
 where booked.company_id = %(company_id)s::bigint
