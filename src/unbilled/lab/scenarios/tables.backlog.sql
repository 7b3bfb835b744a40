-- read:    tables, its backlog
-- returns: one row per open unbilled sale

select backlog.actual_id as key,
       entry.external_reference as entry,
       contract.number as contract,
       line.name as line,
       customer.account as customer,
       project.code as project,
       backlog.transaction_class as class,
       backlog.transaction_date as date,
       backlog.quantity,
       backlog.transaction_amount as amount,
       backlog.transaction_currency as currency,
       backlog.billing_type as "billing type",
       backlog.billing_status as "billing status",
       backlog.limit_status as "limit status",
       backlog.limit_reason as "limit reason",
       backlog.hold_reason as "held because",
       backlog.held_until as "held until",
       proforma.number as proforma
  from billing_backlog_line as backlog
  join actuals_actual as actual on actual.id = backlog.actual_id
  left join work_entry as entry on entry.id = actual.entry_id
  join agreements_contract as contract on contract.id = backlog.contract_id
  join agreements_contract_line as line on line.id = backlog.contract_line_id
  join masterdata_customer as customer on customer.id = backlog.customer_id
  join masterdata_project as project on project.id = backlog.project_id
  left join billing_proforma as proforma on proforma.id = backlog.proforma_id
 where backlog.company_id = %(company_id)s
 order by backlog.actual_id
