-- holds:  A populated or posted proposal has one line for each billed sale of its proforma, and totals them.
-- breaks: The customer is invoiced less, or more, than was confirmed.
-- shows:  proposal, line_count and net_amount on the header, and of the billed sales
with billed as (
    select of_proforma.id as proposal_id, count(*) as line_count,
           coalesce(sum(actual.transaction_amount) filter (where actual.billing_type = 'chargeable'), 0) as net_amount,
           count(line.actual_id) as proposed
      from actuals_actual as actual
      join accounting_proposal as of_proforma on of_proforma.proforma_id = actual.proforma_id
      left join accounting_proposal_line as line
        on line.actual_id = actual.id
       and line.proposal_id = of_proforma.id
     where actual.transaction_type = 'billed_sales'
     group by of_proforma.id
)

select proposal.number as proposal, proposal.line_count, coalesce(billed.line_count, 0) as billed_lines,
       proposal.net_amount, coalesce(billed.net_amount, 0) as billed_amount
  from accounting_proposal as proposal
  left join billed on billed.proposal_id = proposal.id
 where proposal.status in ('populated', 'posted')
   and (proposal.line_count, proposal.line_count, proposal.net_amount)
       is distinct from (coalesce(billed.line_count, 0), coalesce(billed.proposed, 0), coalesce(billed.net_amount, 0))
