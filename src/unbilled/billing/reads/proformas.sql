-- read:    proformas
-- returns: per proforma: number, names, status, dates, detail_count and amount before tax; with projects, those
--          that have a detail of one
-- source:  docs/rules/billing.md#proformas

select proforma.id as proforma_id, proforma.number, proforma.contract_id, contract.number as contract,
       proforma.customer_id, customer.name as customer, proforma.status, nullif(proforma.review, '') as review,
       proforma.review_comment, proforma.created_on,
       proforma.confirmed_on, original.number as corrects, proforma.reason, proforma.is_nil, totals.detail_count,
       totals.transaction_amount, proforma.transaction_currency, act.acted_at as changed_at,
       person.username as changed_by
  from billing_proforma as proforma
  left join agreements_contract as contract on contract.id = proforma.contract_id
  left join masterdata_customer as customer on customer.id = proforma.customer_id
  left join billing_proforma as original on original.id = proforma.corrects_id
  left join lateral (
       -- A correction takes back what was billed and leaves what its details still say.
       select count(*) as detail_count,
              coalesce(sum(detail.transaction_amount
                           - case when detail.is_correction then detail.source_amount else 0 end)
                       filter (where detail.billing_type = 'chargeable'), 0) as transaction_amount
         from billing_proforma_detail as detail
        where detail.proforma_id = proforma.id
       ) as totals on true
  left join people_act as act on act.id = proforma.act_id
  left join people_person as person on person.id = act.person_id
 where proforma.company_id = %(company_id)s::bigint
   and (%(project_ids)s::bigint[] is null
        or exists (select
                     from billing_proforma_detail as detail
                    where detail.proforma_id = proforma.id
                      and detail.project_id = any(%(project_ids)s::bigint[])))
