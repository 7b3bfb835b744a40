-- read:    proformas
-- returns: per proforma, the latest first: number, names, status, dates, detail_count and amount before tax
-- source:  docs/rules/billing.md#proformas

with picked as (
    select proforma.id, proforma.number, proforma.contract_id, proforma.customer_id, proforma.status,
           proforma.created_on, proforma.confirmed_on, proforma.corrects_id, proforma.reason,
           proforma.transaction_currency
      from billing_proforma as proforma
     where proforma.company_id = %(company_id)s::bigint
       and (%(proforma_id)s::bigint is null or proforma.id = %(proforma_id)s::bigint)
       and (%(statuses)s::text[] is null or proforma.status = any(%(statuses)s::text[]))
       and (%(contract_ids)s::bigint[] is null or proforma.contract_id = any(%(contract_ids)s::bigint[]))
       and (%(customer_ids)s::bigint[] is null or proforma.customer_id = any(%(customer_ids)s::bigint[]))
       and (%(from_date)s::date is null or proforma.created_on >= %(from_date)s::date)
       and (%(through_date)s::date is null or proforma.created_on <= %(through_date)s::date)
       and (%(project_ids)s::bigint[] is null
            or exists (select
                         from billing_proforma_detail as detail
                        where detail.proforma_id = proforma.id
                          and detail.project_id = any(%(project_ids)s::bigint[])))
     order by proforma.id desc
     limit %(most)s::bigint
)

select picked.id as proforma_id, picked.number, contract.number as contract, customer.name as customer,
       picked.status, picked.created_on, picked.confirmed_on, original.number as corrects, picked.reason,
       totals.detail_count, totals.transaction_amount, picked.transaction_currency
  from picked
  join agreements_contract as contract on contract.id = picked.contract_id
  join masterdata_customer as customer on customer.id = picked.customer_id
  left join billing_proforma as original on original.id = picked.corrects_id
  left join lateral (
       -- A correction takes back what was billed and leaves what its details still say.
       select count(*) as detail_count,
              coalesce(sum(detail.transaction_amount
                           - case when detail.is_correction then detail.source_amount else 0 end)
                       filter (where detail.billing_type = 'chargeable'), 0) as transaction_amount
         from billing_proforma_detail as detail
        where detail.proforma_id = picked.id
       ) as totals on true
 order by picked.id desc
