-- read:    expected_documents, their discounts and surcharges
-- returns: per line of a proposal and discount or surcharge that it bears: position in the document, is_of_document, is_surcharge, text, percent, amount
-- source:  docs/rules/billing.md#discounts-and-surcharges

select proposal.id, line.line_no, dense_rank() over (partition by proposal.id order by borne.discount_id) as position,
       borne.is_of_document, borne.is_surcharge, borne.text, borne.percent, borne.amount
  from accounting_proposal as proposal
 cross join lateral billing_bears_discounts(proposal.proforma_id) as bears
  join accounting_proposal_line as line on line.proposal_id = proposal.id
 cross join lateral billing_borne(line.actual_id) as borne
 where proposal.company_id = %(company_id)s
   and proposal.id = any(%(ids)s::bigint[])
   and bears.is_so
 order by proposal.id, line.line_no, borne.discount_id
