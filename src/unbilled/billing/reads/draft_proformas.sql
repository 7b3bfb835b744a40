-- read:    draft_proformas
-- returns: per draft: proforma_id, contract_id, detail_count
-- source:  docs/rules/billing.md#proformas

with picked as (
    select proforma.id, proforma.contract_id
      from billing_proforma as proforma
     where proforma.company_id = %(company_id)s::bigint
       and proforma.status = 'draft'
       and (%(contract_ids)s::bigint[] is null or proforma.contract_id = any(%(contract_ids)s::bigint[]))
       and (%(customer_ids)s::bigint[] is null or proforma.customer_id = any(%(customer_ids)s::bigint[]))
       and (%(from_date)s::date is null or proforma.created_on >= %(from_date)s::date)
       and (%(through_date)s::date is null or proforma.created_on <= %(through_date)s::date)
)

select picked.id as proforma_id, picked.contract_id, count(detail.proforma_id) as detail_count
  from picked
  left join billing_proforma_detail as detail on detail.proforma_id = picked.id
 group by picked.id, picked.contract_id
having %(project_ids)s::bigint[] is null
    or bool_or(detail.project_id = any(%(project_ids)s::bigint[]))
 order by picked.id
