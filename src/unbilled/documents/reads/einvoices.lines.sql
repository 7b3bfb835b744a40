-- read:    einvoices, their lines
-- returns: per line as issued, in the order in which they are printed: text, quantity, price, amounts, taxes
-- source:  docs/rules/documents.md#electronic-invoices; docs/rules/invoices.md#frozen-data

select invoice_id as id, line_no, transaction_class, transaction_date, project_code, project_name, task_name,
       resource_name, role_name, category_name, description, billing_type, quantity, unit, unit_price,
       whole_quantity, net_amount, tax_amount, tax_codes, tax_categories, tax_rates, tax_legal_texts
  from ledger_invoice_line
 where company_id = %(company_id)s
   and invoice_id = any(%(ids)s::bigint[])
 order by invoice_id, nullif(project_code, '') nulls last, nullif(task_name, '') nulls last, task_id,
          transaction_date, line_no
