-- holds:  An invoice is posted on the day of the accruals that it releases, or on a later one.
-- breaks: Work in progress is less than nothing between the two days.
-- shows:  proposal_id, line_no, accrued_on, released_on
select line.proposal_id, line.line_no, accrued.accounting_date as accrued_on, proposal.accounting_date as released_on
  from accounting_proposal as proposal
  join accounting_proposal_line as line on line.proposal_id = proposal.id
  join ledger_project_transaction as accrued on accrued.actual_id = line.released_actual_id
 where proposal.status = 'posted'
   and accrued.is_accrued
   and accrued.accounting_date > proposal.accounting_date
