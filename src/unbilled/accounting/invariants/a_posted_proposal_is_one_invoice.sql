-- holds:  Every posted proposal is one invoice or credit note of the same dates and amounts, with the same
--         lines; no other proposal is.
-- breaks: An invoice differs from what the accountant approved, or was posted twice or not at all.
-- shows:  proposal, status, invoice, gross amount and lines of both
select proposal.number as proposal, proposal.status, invoice.number as invoice,
       proposal.net_amount + proposal.tax_amount as proposed_amount, invoice.gross_amount,
       proposal.line_count as proposed_lines, printed.line_count
  from accounting_proposal as proposal
  left join ledger_invoice as invoice on invoice.proposal_id = proposal.id
 cross join lateral (
          select count(*) as line_count,
                 count(line.line_no) as same_lines
            from ledger_invoice_line as invoiced
            left join accounting_proposal_line as line
              on line.proposal_id = proposal.id
             and line.line_no = invoiced.line_no
             and line.actual_id = invoiced.actual_id
             and line.net_amount = invoiced.net_amount
             and line.tax_amount = invoiced.tax_amount
           where invoiced.invoice_id = invoice.id
      ) as printed
 where (proposal.status = 'posted') <> (invoice.id is not null)
    or (proposal.status = 'posted'
        and (proposal.net_amount, proposal.tax_amount, proposal.invoice_date, proposal.accounting_date,
             proposal.line_count, proposal.line_count)
            is distinct from
            (invoice.net_amount, invoice.tax_amount, invoice.invoice_date, invoice.accounting_date,
             printed.line_count, printed.same_lines))
