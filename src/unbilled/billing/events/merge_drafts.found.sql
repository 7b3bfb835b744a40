-- event:   merge_drafts
-- returns: per proforma, the oldest first: id, number, status, contract_id, contract, customer_id, customer, fault (why it cannot be merged; empty: it can)
-- source:  docs/rules/billing.md#merging-drafts

select proforma.id, proforma.number, proforma.status, proforma.contract_id, contract.number as contract,
       proforma.customer_id, customer.name as customer,
       case when proforma.corrects_id is not null then 'is a correction'
            when exists (select
                           from billing_proforma_detail as detail
                          where detail.proforma_id = proforma.id
                            and detail.retainer_use in ('applied', 'refunded'))
            then 'applies or refunds retainers'
            when exists (select
                           from billing_discount as discount
                          where discount.proforma_id = proforma.id
                            and discount.is_of_document)
            then 'has a discount or surcharge of the whole'
            else ''
        end as fault
  from billing_proforma as proforma
  join agreements_contract as contract on contract.id = proforma.contract_id
  join masterdata_customer as customer on customer.id = proforma.customer_id
 where proforma.company_id = %(company_id)s
   and proforma.id = any(%(proforma_ids)s::bigint[])
 order by proforma.id
