-- read:    scheduled_proposals
-- returns: per proposal not posted of a proforma that the run of the schedules made and confirmed, of a contract that confirms by itself, where the company has these posted: proposal_id, contract_id, detail_count
-- source:  docs/rules/billing.md#periodic-billing

select proposal.id as proposal_id, proposal.contract_id,
       (select count(*)
          from billing_proforma_detail as detail
         where detail.proforma_id = proposal.proforma_id) as detail_count
  from accounting_proposal as proposal
  join billing_proforma as proforma on proforma.id = proposal.proforma_id
  join agreements_contract as contract on contract.id = proposal.contract_id
  join companies_company as company on company.id = proposal.company_id
 where proposal.company_id = %(company_id)s
   and proposal.status in ('header_only', 'populated')
   and proforma.confirmed_by_schedule
   and contract.confirms_itself
   and company.post_scheduled
   and (%(contract_ids)s::bigint[] is null or proposal.contract_id = any(%(contract_ids)s::bigint[]))
   and (%(customer_ids)s::bigint[] is null or proforma.customer_id = any(%(customer_ids)s::bigint[]))
   and (%(project_ids)s::bigint[] is null
        or exists (select
                     from billing_proforma_detail as listed
                    where listed.proforma_id = proforma.id
                      and listed.project_id = any(%(project_ids)s::bigint[])))
 order by proposal.number
