-- read:    open_proformas
-- reads:   billing_proforma, billing_proforma_detail, agreements_contract, masterdata_customer
-- params:  company_id bigint; contract_ids bigint[]; project_ids bigint[]; customer_ids bigint[]; from_date date;
--          through_date date
-- returns: per draft: proforma_id, number, contract and customer, created_on, corrects (number), detail_count,
--          transaction_amount (what its confirmation changes, chargeable), transaction_currency
-- source:  spec/operations.md 9, 10

with drafts as (
    select proforma.id, proforma.number, proforma.contract_id, proforma.customer_id, proforma.created_on,
           proforma.corrects_id, proforma.transaction_currency
      from billing_proforma as proforma
     where proforma.company_id = %(company_id)s::bigint
       and proforma.status = 'draft'
       and (%(contract_ids)s::bigint[] is null or proforma.contract_id = any(%(contract_ids)s::bigint[]))
       and (%(customer_ids)s::bigint[] is null or proforma.customer_id = any(%(customer_ids)s::bigint[]))
       and (%(from_date)s::date is null or proforma.created_on >= %(from_date)s::date)
       and (%(through_date)s::date is null or proforma.created_on <= %(through_date)s::date)
       and (%(project_ids)s::bigint[] is null
            or exists (select from billing_proforma_detail as detail
                        where detail.proforma_id = proforma.id
                          and detail.project_id = any(%(project_ids)s::bigint[])))
)

select drafts.id as proforma_id, drafts.number, drafts.contract_id, contract.number as contract,
       drafts.customer_id, customer.name as customer, drafts.created_on, corrected.number as corrects,
       listed.detail_count, listed.transaction_amount, drafts.transaction_currency
  from drafts
  join agreements_contract as contract on contract.id = drafts.contract_id
  join masterdata_customer as customer on customer.id = drafts.customer_id
  left join billing_proforma as corrected on corrected.id = drafts.corrects_id
 cross join lateral (
       select count(*) as detail_count,
              coalesce(sum(detail.transaction_amount
                           - case when detail.is_correction then detail.source_amount else 0 end)
                       filter (where detail.billing_type = 'chargeable'), 0) as transaction_amount
         from billing_proforma_detail as detail
        where detail.proforma_id = drafts.id
  ) as listed
 order by drafts.number
