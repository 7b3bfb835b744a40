-- read:    invoice_lines
-- returns: per line of a posted document: what is printed of it, its tax, and the entry it comes from
-- source:  docs/rules/invoices.md#frozen-data

select line.line_no, invoice.contract_id, line.project_id, line.project_code as project, line.transaction_class,
       line.transaction_date,
       concat_ws(', ', nullif(line.resource_name, ''),
                 coalesce(nullif(line.task_name, ''), nullif(line.category_name, ''), nullif(line.role_name, '')))
           as work,
       line.description, coalesce(entry.external_reference, entry.id::text) as entry, line.quantity, line.unit,
       line.unit_price, line.billing_type, line.net_amount, line.tax_amount,
       array_to_string(line.tax_codes, ', ') as tax_codes, invoice.transaction_currency
  from ledger_invoice as invoice
  join ledger_invoice_line as line on line.invoice_id = invoice.id
  left join actuals_actual as actual on actual.id = line.actual_id
  left join work_entry as entry on entry.id = actual.entry_id
 where invoice.company_id = %(company_id)s::bigint
   and invoice.id = %(invoice_id)s::bigint
