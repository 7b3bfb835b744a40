-- read:    pipeline
-- returns: per stage and currency, the accounting currency first: record_count, waiting_count (proposals whose
--          journal lines are not posted), hours (entries have no price yet) and the amount before tax; of what the
--          person sees, where somebody is named

with submitted as (
    select coalesce(sum(entry_count), 0) as record_count, coalesce(sum(hours), 0) as hours
      from work_submitted_total
     where company_id = %(company_id)s
       and (%(sight_person_id)s::bigint is null
            or project_id in (select own.project_id
                         from agreements_own_projects(%(sight_person_id)s::bigint, %(company_id)s::bigint) as own))
),

-- What will not be charged counts as a record and adds no amount. Whoever sees everything has no line joined.
backlog as (
    select total.billing_status, total.transaction_currency,
           total.line_count as record_count,
           case when total.billing_type = 'chargeable' then total.transaction_amount else 0 end as amount
      from billing_backlog_total as total
      left join agreements_contract_line as line on line.id = total.contract_line_id
     where total.company_id = %(company_id)s
       and total.billing_status in ('not_ready', 'ready_to_invoice')
       and (%(sight_person_id)s::bigint is null
            or line.contract_id in (select own.contract_id
                         from agreements_own_contracts(%(sight_person_id)s::bigint, %(company_id)s::bigint) as own)
            or line.project_id in (select own.project_id
                         from agreements_own_projects(%(sight_person_id)s::bigint, %(company_id)s::bigint) as own))
     union all
    select milestone.status, milestone.transaction_currency, 1, milestone.transaction_amount
      from billing_milestone as milestone
      left join agreements_contract_line as line on line.id = milestone.contract_line_id
     where milestone.company_id = %(company_id)s
       and milestone.status in ('not_ready', 'ready_to_invoice')
       and (%(sight_person_id)s::bigint is null
            or line.contract_id in (select own.contract_id
                         from agreements_own_contracts(%(sight_person_id)s::bigint, %(company_id)s::bigint) as own)
            or line.project_id in (select own.project_id
                         from agreements_own_projects(%(sight_person_id)s::bigint, %(company_id)s::bigint) as own))
),

-- A correction takes back what was billed and leaves what its details still say.
drafts as (
    select proforma.transaction_currency,
           coalesce(sum(detail.transaction_amount
                        - case when detail.is_correction then detail.source_amount else 0 end)
                    filter (where detail.billing_type = 'chargeable'), 0) as amount
      from billing_proforma as proforma
      left join billing_proforma_detail as detail on detail.proforma_id = proforma.id
     where proforma.company_id = %(company_id)s
       and proforma.status = 'draft'
       and (%(sight_person_id)s::bigint is null
            or proforma.contract_id in (select own.contract_id
                         from agreements_own_contracts(%(sight_person_id)s::bigint, %(company_id)s::bigint) as own))
     group by proforma.id, proforma.transaction_currency
),

-- A proposal without lines yet is worth what its proforma billed.
proposals as (
    select proposal.transaction_currency, proposal.status,
           case when proposal.status = 'populated' then proposal.net_amount
                else (select coalesce(sum(sale.transaction_amount), 0)
                        from actuals_actual as sale
                       where sale.proforma_id = proposal.proforma_id
                         and sale.transaction_type = 'billed_sales'
                         and sale.billing_type = 'chargeable')
            end as amount
      from accounting_proposal as proposal
     where proposal.company_id = %(company_id)s
       and proposal.status in ('header_only', 'populated')
       and (%(sight_person_id)s::bigint is null
            or proposal.contract_id in (select own.contract_id
                         from agreements_own_contracts(%(sight_person_id)s::bigint, %(company_id)s::bigint) as own))
),

stages as (
    select 'submitted' as stage, null as currency, record_count, 0 as waiting_count, hours, 0 as amount
      from submitted
     union all
    select case billing_status when 'not_ready' then 'backlog' else 'ready' end, transaction_currency,
           sum(record_count), 0, 0, sum(amount)
      from backlog
     group by billing_status, transaction_currency
     union all
    select 'draft', transaction_currency, count(*), 0, 0, sum(amount)
      from drafts
     group by transaction_currency
     union all
    select 'proposal', transaction_currency, count(*), count(*) filter (where status = 'header_only'), 0,
           sum(amount)
      from proposals
     group by transaction_currency
     union all
    select 'posted', transaction_currency, count(*), 0, 0, sum(net_amount)
      from ledger_invoice
     where company_id = %(company_id)s
       and (%(sight_person_id)s::bigint is null
            or contract_id in (select own.contract_id
                         from agreements_own_contracts(%(sight_person_id)s::bigint, %(company_id)s::bigint) as own))
     group by transaction_currency
)

select stages.stage,
       stages.currency,
       stages.record_count::bigint as record_count,
       stages.waiting_count::bigint as waiting_count,
       stages.hours,
       stages.amount
  from stages
 cross join (select accounting_currency_id from companies_company where id = %(company_id)s) as company
 order by stages.stage, stages.currency <> company.accounting_currency_id, stages.currency
