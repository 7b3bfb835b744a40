-- read:    customer_page, the lines
-- returns: per line behind a place, at most so many: as issued; no cost and nothing of other documents
-- source:  docs/rules/documents.md#the-customers-page

select line.line_no, line.transaction_class, line.transaction_date, line.project_name, line.task_name,
       line.resource_name, line.role_name, line.category_name, line.description, line.billing_type, line.quantity,
       line.unit, line.unit_price, line.net_amount
  from ledger_invoice_line as line
 where line.company_id = %(company_id)s
   and line.invoice_id = %(invoice_id)s
   and line.line_no > %(after)s
   and (%(transaction_class)s::text is null or line.transaction_class = %(transaction_class)s::text)
 order by line.line_no
 limit %(limit)s
