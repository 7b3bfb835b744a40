-- read:    invoice_sheet, corrections
-- returns: what corrects a posted document: number of the proforma, its status, the document it became, if any
-- source:  docs/rules/invoices.md#credit-notes

select correction.number as proforma, correction.status, coalesce(proposal.status, '') as proposal_status,
       coalesce(credit.number, '') as invoice, credit.gross_amount
  from ledger_invoice as invoice
  join billing_proforma as correction on correction.corrects_id = invoice.proforma_id
  left join accounting_proposal as proposal on proposal.proforma_id = correction.id
  left join ledger_invoice as credit on credit.proposal_id = proposal.id
 where invoice.company_id = %(company_id)s::bigint
   and invoice.id = %(invoice_id)s::bigint
 order by correction.number
