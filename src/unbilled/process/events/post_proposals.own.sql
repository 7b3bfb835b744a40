-- event:   post_proposals, what whoever posts has confirmed
-- returns: proposal_id and number per proposal whose proforma the person confirmed, in a company where others post that
-- source:  docs/rules/acts.md#separation-of-duties

select proposal.id as proposal_id, proposal.number
  from accounting_proposal as proposal
  join billing_proforma as proforma on proforma.id = proposal.proforma_id
  -- Nothing is written to a proforma after it is confirmed.
  join people_act as confirming on confirming.id = proforma.act_id
 where proposal.company_id = %(company_id)s
   and proposal.id = any(%(proposal_ids)s::bigint[])
   and not (select company.post_own_confirmations
              from companies_company as company
             where company.id = %(company_id)s::bigint)
   and confirming.person_id = %(person_id)s::bigint
 order by proposal.id
