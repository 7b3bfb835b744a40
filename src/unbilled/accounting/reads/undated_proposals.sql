-- read:    undated_proposals
-- returns: proposal_id per proposal, of a company whose tax goes by the invoice date, that has none of its own
-- source:  docs/rules/tax.md#tax-date

select proposal.id as proposal_id
  from accounting_proposal as proposal
  join tax_parameters as parameters on parameters.company_id = proposal.company_id
 where proposal.company_id = %(company_id)s
   and proposal.id = any(%(proposal_ids)s::bigint[])
   and proposal.invoice_date is null
   and parameters.tax_point = 'invoice_date'
 order by proposal.id
