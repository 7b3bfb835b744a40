-- read:    attention
-- returns: per thing that waits for somebody: kind, record_count and since (the oldest day of it, or empty); of what the
--          person sees, where somebody is named
-- source:  docs/rules/billing.md#backlog; docs/rules/proposals.md#waiting-for-the-journal; docs/rules/journal.md#accounting-date

with own as (
    select contract_id
      from agreements_own_contracts(%(sight_person_id)s::bigint, %(company_id)s::bigint)
     where %(sight_person_id)s::bigint is not null
),

found as (
    select 'submitted' as kind, coalesce(sum(entry_count), 0) as record_count, null::date as since
      from work_submitted_total
     where company_id = %(company_id)s::bigint
       and (%(sight_person_id)s::bigint is null
            or project_id in (select own.project_id
                         from agreements_own_projects(%(sight_person_id)s::bigint, %(company_id)s::bigint) as own))
     union all
    select 'due_milestone', count(*), min(milestone.milestone_date)
      from billing_milestone as milestone
     where milestone.company_id = %(company_id)s::bigint
       and milestone.status = 'not_ready'
       and milestone.hold_reason = ''
       and milestone.milestone_date <= %(on)s::date
       and (%(sight_person_id)s::bigint is null or milestone.contract_id in (select contract_id from own))
     union all
    select 'over_limit', count(*), min(line.transaction_date)
      from billing_backlog_line as line
     where line.company_id = %(company_id)s::bigint
       and line.limit_status = 'failed'
       and (%(sight_person_id)s::bigint is null or line.contract_id in (select contract_id from own))
     union all
    select 'stale_draft', count(*), min(proforma.created_on)
      from billing_proforma as proforma
     where proforma.company_id = %(company_id)s::bigint
       and proforma.status = 'draft'
       and proforma.created_on <= %(stale_before)s::date
       and (%(sight_person_id)s::bigint is null or proforma.contract_id in (select contract_id from own))
     union all
    select 'waiting_proposal', count(*), min(proposal.accounting_date)
      from accounting_proposal as proposal
     where proposal.company_id = %(company_id)s::bigint
       and proposal.status = 'header_only'
       and (%(sight_person_id)s::bigint is null or proposal.contract_id in (select contract_id from own))
     union all
    select case when period.id is null then 'no_open_period' else 'no_tax_group' end,
           sum(case when period.id is null then draft.line_count else draft.untaxed_count end), min(draft.accounting_date)
      from accounting_draft_total as draft
      left join ledger_fiscal_period as period
        on period.company_id = draft.company_id
       and period.status = 'open'
       and period.starts_on <= draft.accounting_date
       and draft.accounting_date < period.ends_before
     where draft.company_id = %(company_id)s::bigint
       and (period.id is null or draft.untaxed_count > 0)
       and (%(sight_person_id)s::bigint is null or draft.contract_id in (select contract_id from own))
     group by 1
     union all
    select 'period_to_close', count(*), min(period.starts_on)
      from ledger_fiscal_period as period
     where period.company_id = %(company_id)s::bigint
       and period.status = 'open'
       and period.ends_before <= %(on)s::date
)

select kind, record_count, since
  from found
 where record_count > 0
