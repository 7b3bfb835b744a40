-- read:    proposal_sheet, taxes
-- returns: per tax code and rate of a proposal: what is taxed and the tax, invoice currency
-- source:  docs/rules/tax.md#rounding

select code.code, code.name, tax.rate_percent, tax.base_amount, tax.tax_amount
  from accounting_proposal_tax as tax
  join tax_tax_code as code on code.id = tax.tax_code_id
 where tax.company_id = %(company_id)s::bigint
   and tax.proposal_id = %(proposal_id)s::bigint
 order by code.code, tax.rate_percent
