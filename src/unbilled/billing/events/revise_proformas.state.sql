-- event:   revise_proformas
-- returns: per proforma asked for: proforma_id, number (empty when unknown), status, contract_id, contract, is_closed (the contract is),
--          correction (number of the
--          draft that corrects it already)
-- source:  docs/rules/billing.md#revising

select asked.id as proforma_id, proforma.number, proforma.status, proforma.contract_id, contract.number as contract,
       coalesce(contract.status = 'closed', false) as is_closed, correction.number as correction
  from unnest(%(proforma_ids)s::bigint[]) as asked (id)
  left join billing_proforma as proforma
    on proforma.id = asked.id
   and proforma.company_id = %(company_id)s
  left join agreements_contract as contract on contract.id = proforma.contract_id
  left join billing_proforma as correction
    on correction.corrects_id = proforma.id
   and correction.status = 'draft'
 order by proforma.number, asked.id
