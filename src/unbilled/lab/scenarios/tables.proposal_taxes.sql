-- read:    tables, its proposal taxes
-- returns: one row per tax code and rate of an invoice proposal

select tax.id as key,
       proposal.number as proposal,
       code.code,
       tax.rate_percent as rate,
       tax.base_amount as base,
       tax.tax_amount as tax
  from accounting_proposal_tax as tax
  join accounting_proposal as proposal on proposal.id = tax.proposal_id
  join tax_tax_code as code on code.id = tax.tax_code_id
 where tax.company_id = %(company_id)s
 order by tax.id
