-- event:   update_proposals, what a correction puts back
-- returns: actual_id per draft journal line that moved
-- keeps:   what a correction puts back is not accrued before the correction is posted
-- source:  docs/rules/proposals.md#changing-proposals; docs/rules/actuals.md#dates

-- Found by contract line and day, for which actuals have an index.
with reopened as (
    select distinct actual.id
      from accounting_proposal as proposal
      join billing_proforma_detail as detail on detail.proforma_id = proposal.proforma_id
      join actuals_actual as actual
        on actual.contract_line_id = detail.contract_line_id
       and actual.transaction_date = detail.transaction_date
     where proposal.company_id = %(company_id)s
       and proposal.id = any(%(proposal_ids)s::bigint[])
       and proposal.corrects_id is not null
       and detail.is_correction
       and actual.proforma_id = proposal.proforma_id
       and actual.transaction_type = 'unbilled_sales'
       and actual.goes_to_journal
)

update accounting_journal_line as line
   set act_id = %(act_id)s,
       accounting_date = %(accounting_date)s::date
  from reopened
 where line.actual_id = reopened.id
   and line.company_id = %(company_id)s
   and line.status = 'draft'
   and line.accounting_date < %(accounting_date)s::date
returning line.actual_id
