-- read:    proposals
-- returns: per proposal, by number: names, status, dates, terms, line_count and amounts
-- source:  docs/rules/proposals.md#proposing; docs/rules/proposals.md#lines

select proposal.id as proposal_id, proposal.number, contract.number as contract, customer.name as customer,
       proposal.status, proposal.invoice_date, proposal.due_date, proposal.accounting_date, terms.code as terms,
       original.number as corrects, proposal.line_count, proposal.net_amount, proposal.tax_amount,
       proposal.transaction_currency
  from accounting_proposal as proposal
  join agreements_contract as contract on contract.id = proposal.contract_id
  join masterdata_customer as customer on customer.id = proposal.customer_id
  left join companies_terms_of_payment as terms on terms.id = proposal.terms_id
  left join accounting_proposal as original on original.id = proposal.corrects_id
 where proposal.company_id = %(company_id)s::bigint
   and (%(statuses)s::text[] is null or proposal.status = any(%(statuses)s::text[]))
   and (%(contract_ids)s::bigint[] is null or proposal.contract_id = any(%(contract_ids)s::bigint[]))
   and (%(customer_ids)s::bigint[] is null or proposal.customer_id = any(%(customer_ids)s::bigint[]))
   and (%(from_date)s::date is null or proposal.accounting_date >= %(from_date)s::date)
   and (%(through_date)s::date is null or proposal.accounting_date <= %(through_date)s::date)
   and (%(project_ids)s::bigint[] is null
        or exists (select
                     from billing_proforma_detail as detail
                    where detail.proforma_id = proposal.proforma_id
                      and detail.project_id = any(%(project_ids)s::bigint[])))
 order by proposal.number
