-- event:   credit_invoices, proposals of the corrections
-- returns: per correction, by number: proposal_id, number, net_amount, transaction_currency
-- source:  docs/rules/billing.md#crediting-invoices

select proposal.id as proposal_id, proposal.number, proposal.net_amount, proposal.transaction_currency
  from accounting_proposal as proposal
 where proposal.company_id = %(company_id)s::bigint
   and proposal.proforma_id = any(%(proforma_ids)s::bigint[])
 order by proposal.number
