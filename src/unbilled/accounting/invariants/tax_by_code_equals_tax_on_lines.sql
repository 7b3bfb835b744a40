-- holds:  On a proposal the tax of each code is the sum over the lines that carry it, and the tax of the
--         document is the sum over codes, over lines, and on the header.
-- breaks: The customer pays more or less tax than the invoice's own lines show, and the tax return differs.
-- shows:  proposal, tax on the header, on the lines, by code of the lines, and by code of the document
select proposal.number as proposal, proposal.tax_amount, lines.line_tax, lines.code_tax, codes.document_tax
  from accounting_proposal as proposal
 cross join lateral (
          select coalesce(sum(line.tax_amount), 0) as line_tax, coalesce(sum(taxes.tax_amount), 0) as code_tax
            from accounting_proposal_line as line
            left join lateral (select sum(tax_amount) as tax_amount
                                 from unnest(line.tax_amounts) as tax_amount) as taxes on true
           where line.proposal_id = proposal.id
      ) as lines
 cross join lateral (
          select coalesce(sum(tax.tax_amount), 0) as document_tax
            from accounting_proposal_tax as tax
           where tax.proposal_id = proposal.id
      ) as codes
 where (proposal.tax_amount, proposal.tax_amount, proposal.tax_amount)
       is distinct from (lines.line_tax, lines.code_tax, codes.document_tax)
