-- event:   propose
-- returns: per confirmed proforma: proforma_id, proposal_id (of the proposal made now, or of the one it had)
-- keeps:   a confirmed proforma has one proposal, with its number
-- source:  docs/rules/proposals.md#proposing

with confirmed as (
    select proforma.id as proforma_id, proforma.number, proforma.contract_id, proforma.customer_id,
           proforma.transaction_currency, proforma.accounting_date, proforma.corrects_id,
           known.id as proposal_id
      from billing_proforma as proforma
      left join accounting_proposal as known on known.proforma_id = proforma.id
     where proforma.company_id = %(company_id)s
       and proforma.id = any(%(proforma_ids)s::bigint[])
       and proforma.status = 'confirmed'
),

proposed as (
    insert into accounting_proposal
           (company_id, proforma_id, number, contract_id, customer_id, transaction_currency, status,
            accounting_date, terms_id, dimension_set_id, corrects_id, net_amount, tax_amount, line_count,
            act_id)
    select %(company_id)s, confirmed.proforma_id, confirmed.number, confirmed.contract_id,
           confirmed.customer_id, confirmed.transaction_currency, 'header_only', confirmed.accounting_date,
           coalesce(payer.terms_id, contract.terms_id, customer.terms_id, company.terms_id),
           customer.dimension_set_id, original.id, 0, 0, 0, %(act_id)s
      from confirmed
      join companies_company as company on company.id = %(company_id)s
      join masterdata_customer as customer on customer.id = confirmed.customer_id
      join agreements_contract as contract on contract.id = confirmed.contract_id
      left join agreements_contract_customer as payer
        on payer.contract_id = confirmed.contract_id
       and payer.customer_id = confirmed.customer_id
      left join accounting_proposal as original on original.proforma_id = confirmed.corrects_id
     where confirmed.proposal_id is null
     order by confirmed.proforma_id
    returning id as proposal_id, proforma_id
)

select confirmed.proforma_id, coalesce(confirmed.proposal_id, proposed.proposal_id) as proposal_id
  from confirmed
  left join proposed on proposed.proforma_id = confirmed.proforma_id
 order by confirmed.proforma_id
