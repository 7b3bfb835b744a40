-- holds:  An invoice's net amount and tax are the sums over its lines, and the receivable is their sum; where that is
--         nothing, nothing is owed.
-- breaks: The customer is asked for another amount than the lines add up to.
-- shows:  invoice, net and tax on the document and over the lines, and what the customer owes
select invoice.number as invoice, invoice.net_amount, lines.net_amount as line_net, invoice.tax_amount,
       lines.tax_amount as line_tax, owed.transaction_amount as owed_amount
  from ledger_invoice as invoice
 cross join lateral (
          select coalesce(sum(line.net_amount), 0) as net_amount, coalesce(sum(line.tax_amount), 0) as tax_amount
            from ledger_invoice_line as line
           where line.invoice_id = invoice.id
      ) as lines
  left join ledger_customer_transaction as owed on owed.voucher_id = invoice.voucher_id
 where (invoice.net_amount, invoice.tax_amount) is distinct from (lines.net_amount, lines.tax_amount)
    or ((invoice.gross_amount, invoice.accounting_gross_amount, invoice.due_date, invoice.customer_id)
        is distinct from
        (owed.transaction_amount, owed.accounting_amount, owed.due_date, owed.customer_id)
        and (owed.id is not null or (invoice.gross_amount, invoice.accounting_gross_amount) <> (0, 0)))
