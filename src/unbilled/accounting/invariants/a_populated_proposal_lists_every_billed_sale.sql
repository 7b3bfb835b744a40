-- holds:  A populated or posted proposal has one line for each billed sale of its proforma, and totals them.
-- breaks: The customer is invoiced less, or more, than was confirmed.
-- shows:  proposal, line_count and net_amount on the header, and of the billed sales
select proposal.number as proposal, proposal.line_count, billed.line_count as billed_lines,
       proposal.net_amount, billed.net_amount as billed_amount
  from accounting_proposal as proposal
 cross join lateral (
          select count(*) as line_count,
                 coalesce(sum(actual.transaction_amount) filter (where actual.billing_type = 'chargeable'), 0)
                     as net_amount,
                 count(line.actual_id) as proposed
            from actuals_actual as actual
            left join accounting_proposal_line as line
              on line.actual_id = actual.id
             and line.proposal_id = proposal.id
           where actual.proforma_id = proposal.proforma_id
             and actual.transaction_type = 'billed_sales'
      ) as billed
 where proposal.status in ('populated', 'posted')
   and (proposal.line_count, proposal.line_count, proposal.net_amount)
       is distinct from (billed.line_count, billed.proposed, billed.net_amount)
