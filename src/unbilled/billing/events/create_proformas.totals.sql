-- event:   create_proformas
-- returns: per draft of a contract whose drafts deduct retainers: proforma_id, detail_count, transaction_amount (chargeable details, with what is deducted)
-- source:  docs/rules/retainers.md#applying-by-itself

select proforma.id as proforma_id, count(*) as detail_count,
       coalesce(sum(detail.transaction_amount) filter (where detail.billing_type = 'chargeable'), 0) as transaction_amount
  from unnest(%(proforma_ids)s::bigint[]) as made (id)
  join billing_proforma as proforma on proforma.id = made.id
  join agreements_contract as contract on contract.id = proforma.contract_id
  join billing_proforma_detail as detail on detail.proforma_id = proforma.id
 where proforma.company_id = %(company_id)s
   and contract.applies_retainers
 group by proforma.id
