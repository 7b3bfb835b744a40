-- read:    scheduled_drafts
-- returns: per draft that schedules made of a contract that confirms by itself, and nobody has touched since: proforma_id, contract_id, detail_count
-- source:  docs/rules/billing.md#periodic-billing

select proforma.id as proforma_id, proforma.contract_id, count(detail.proforma_id) as detail_count
  from billing_proforma as proforma
  join agreements_contract as contract on contract.id = proforma.contract_id
  left join billing_proforma_detail as detail on detail.proforma_id = proforma.id
 where proforma.company_id = %(company_id)s
   and proforma.status = 'draft'
   and proforma.scheduled_on is not null
   and proforma.act_id = proforma.created_act_id
   and contract.confirms_itself
   and (%(contract_ids)s::bigint[] is null or proforma.contract_id = any(%(contract_ids)s::bigint[]))
   and (%(customer_ids)s::bigint[] is null or proforma.customer_id = any(%(customer_ids)s::bigint[]))
   and (%(project_ids)s::bigint[] is null
        or exists (select
                     from billing_proforma_detail as listed
                    where listed.proforma_id = proforma.id
                      and listed.project_id = any(%(project_ids)s::bigint[])))
 group by proforma.id, proforma.contract_id, proforma.created_act_id
having coalesce(bool_and(detail.act_id = proforma.created_act_id), true)
 order by proforma.id
