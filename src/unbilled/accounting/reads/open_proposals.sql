-- read:    open_proposals
-- returns: per proposal not posted, by number: proposal_id, number, contract_id, status, detail_count
-- source:  docs/rules/proposals.md#waiting-for-the-journal

with picked as (
    select proposal.id, proposal.number, proposal.contract_id, proposal.status, proposal.proforma_id
      from accounting_proposal as proposal
     where proposal.company_id = %(company_id)s::bigint
       and proposal.status in ('header_only', 'populated')
       and (%(contract_ids)s::bigint[] is null or proposal.contract_id = any(%(contract_ids)s::bigint[]))
       and (%(customer_ids)s::bigint[] is null or proposal.customer_id = any(%(customer_ids)s::bigint[]))
       and (%(from_date)s::date is null or proposal.accounting_date >= %(from_date)s::date)
       and (%(through_date)s::date is null or proposal.accounting_date <= %(through_date)s::date)
)

select picked.id as proposal_id, picked.number, picked.contract_id, picked.status,
       count(detail.proforma_id) as detail_count
  from picked
  left join billing_proforma_detail as detail on detail.proforma_id = picked.proforma_id
 group by picked.id, picked.number, picked.contract_id, picked.status
having %(project_ids)s::bigint[] is null
    or bool_or(detail.project_id = any(%(project_ids)s::bigint[]))
 order by picked.number
