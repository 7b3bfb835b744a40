-- read:    sales_of_lines
-- returns: per line asked for of a posted document: line_no, actual_id (the billed sale behind it)
-- source:  docs/rules/invoices.md#frozen-data

select line.line_no, line.actual_id
  from ledger_invoice_line as line
 where line.company_id = %(company_id)s::bigint
   and line.invoice_id = %(invoice_id)s::bigint
   and line.line_no = any(%(line_nos)s::integer[])
 order by line.line_no
