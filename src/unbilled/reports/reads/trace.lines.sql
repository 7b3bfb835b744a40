-- read:    trace, the lines of a posted invoice
-- returns: per line, or the one asked for: line_no, texts, amounts (invoice currency), actual_id, and what
--          the billed sale came from: entry_id or milestone_id

select line.line_no,
       line.actual_id,
       line.description,
       line.quantity,
       line.unit,
       line.net_amount,
       line.tax_amount,
       sale.entry_id,
       sale.milestone_id
  from ledger_invoice_line as line
  join actuals_actual as sale on sale.id = line.actual_id
 where line.company_id = %(company_id)s
   and line.invoice_id = %(invoice_id)s
   and line.line_no = coalesce(%(line_no)s::bigint, line.line_no)
 order by line.line_no
