-- holds:  Every confirmed proforma that charges or credits something has one invoice proposal, with its number, contract,
--         customer and currency; one that is nil has none.
-- breaks: Work that the project manager billed never reaches the customer.
-- shows:  proforma, proposal (empty: none), contract_id, customer_id
select proforma.number as proforma, proposal.number as proposal, proforma.contract_id, proforma.customer_id
  from billing_proforma as proforma
  left join accounting_proposal as proposal on proposal.proforma_id = proforma.id
 where proforma.status = 'confirmed'
   and proforma.is_nil = (proposal.id is not null)
    or proforma.status = 'confirmed'
   and not proforma.is_nil
   and (proposal.number, proposal.contract_id, proposal.customer_id, proposal.transaction_currency)
       is distinct from
       (proforma.number, proforma.contract_id, proforma.customer_id, proforma.transaction_currency)
