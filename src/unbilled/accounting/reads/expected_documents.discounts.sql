-- read:    expected_documents, their discounts and surcharges
-- returns: per line of a proposal and discount or surcharge that it bears: position in the document, is_of_document, is_surcharge, text, percent, amount
-- source:  docs/rules/billing.md#discounts-and-surcharges

with bearing as materialized (
    select proposal.id
      from accounting_proposal as proposal
     cross join lateral billing_bears_discounts(proposal.proforma_id) as bears
     where proposal.company_id = %(company_id)s
       and proposal.id = any(%(ids)s::bigint[])
       and bears.is_so
)

select bearing.id, line.line_no, dense_rank() over (partition by bearing.id order by borne.discount_id) as position,
       borne.is_of_document, borne.is_surcharge, borne.text, borne.percent, borne.amount
  from bearing
  join accounting_proposal_line as line on line.proposal_id = bearing.id
 -- Line by line: joined at once, sales would be met with sales where statistics know none.
 cross join lateral (
          select own.discount_id, own.is_of_document, own.is_surcharge, own.text, own.percent, own.amount
            from billing_borne(line.actual_id) as own
          offset 0
      ) as borne
 order by bearing.id, line.line_no, borne.discount_id
