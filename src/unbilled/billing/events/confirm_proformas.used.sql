-- event:   confirm_proformas
-- returns: retainer_id and name per retainer whose invoice one of the proformas credits while not all of it is available
-- source:  docs/rules/retainers.md#corrections

select retainer.id as retainer_id, retainer.name || ' of contract ' || contract.number as name
  from unnest(%(proforma_ids)s::bigint[]) as asked (id)
  join billing_proforma as proforma on proforma.id = asked.id
  join billing_proforma_detail as detail on detail.proforma_id = proforma.id
  join billing_retainer as retainer on retainer.id = detail.retainer_id
  join agreements_contract as contract on contract.id = retainer.contract_id
 where proforma.company_id = %(company_id)s
   and proforma.status = 'draft'
   and detail.is_correction
   and detail.retainer_use = 'invoiced'
   and (retainer.open_amount <> retainer.transaction_amount or retainer.drafted_amount > 0)
 order by contract.number, retainer.name
