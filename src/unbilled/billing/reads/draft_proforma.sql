-- read:    draft_proforma
-- returns: number, status, contract_id, customer_id and corrects (number of the proforma it corrects) of the proforma
-- source:  docs/rules/billing.md#editing

select proforma.number, proforma.status, proforma.contract_id, proforma.customer_id, original.number as corrects
  from billing_proforma as proforma
  left join billing_proforma as original on original.id = proforma.corrects_id
 where proforma.company_id = %(company_id)s
   and proforma.id = %(proforma_id)s
