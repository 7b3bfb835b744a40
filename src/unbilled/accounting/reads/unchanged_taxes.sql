-- read:    unchanged_taxes
-- returns: proforma_id and number per correction that bills everything again as it was, quantities and tax
-- source:  docs/rules/billing.md#corrections

select proforma.id as proforma_id, proforma.number
  from billing_proforma as proforma
  join accounting_proposal as proposal on proposal.proforma_id = proforma.id
 where proforma.company_id = %(company_id)s
   and proforma.id = any(%(proforma_ids)s::bigint[])
   and proforma.corrects_id is not null
   and proposal.status = 'populated'
   and proposal.net_amount = 0
   and not exists (select
                     from billing_proforma_detail as detail
                    where detail.proforma_id = proforma.id
                      and (detail.quantity <> detail.source_quantity or detail.source_price is not null))
   and not exists (select
                     from accounting_proposal_tax as tax
                    where tax.proposal_id = proposal.id
                      and (tax.base_amount <> 0 or tax.tax_amount <> 0))
 order by proforma.number
