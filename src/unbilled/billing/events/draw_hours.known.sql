-- event:   draw_hours
-- returns: proforma_id per draft of a contract and customer that have prepaid hours invoiced; by itself only where the contract says that its drafts deduct
-- source:  docs/rules/retainers.md#prepaid-hours

select proforma.id as proforma_id
  from unnest(%(proforma_ids)s::bigint[]) as asked (id)
  join billing_proforma as proforma on proforma.id = asked.id
  join agreements_contract as contract on contract.id = proforma.contract_id
 where proforma.company_id = %(company_id)s
   and proforma.status = 'draft'
   and proforma.corrects_id is null
   and (contract.applies_retainers or not %(is_automatic)s::boolean)
   and exists (select
                 from billing_retainer as retainer
                where retainer.company_id = %(company_id)s
                  and retainer.contract_id = proforma.contract_id
                  and retainer.customer_id = proforma.customer_id
                  and retainer.hours is not null
                  and retainer.status = 'customer_invoice_posted')
   -- A draft that gives back deducts nothing by itself.
   and not exists (select
                     from billing_proforma_detail as refunded
                    where refunded.proforma_id = proforma.id
                      and refunded.retainer_use = 'refunded')
 order by proforma.id
