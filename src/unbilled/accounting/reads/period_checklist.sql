-- read:    period_checklist
-- returns: per period and kind of what is not done in it: period_id, period, what, is_stuck (it could not be posted there any more), record_count, names (the first of what people call them)
-- source:  docs/rules/ledger.md#closing-a-month

with asked as (
    select period.id, period.starts_on, period.ends_before
      from ledger_fiscal_period as period
     where period.company_id = %(company_id)s
       and period.id = any(%(period_ids)s::bigint[])
),

found as (
    select asked.id as period_id, 1 as place, 'journal lines not posted' as what, true as is_stuck,
           concat_ws(' ', line.line_kind, 'of', coalesce(entry.external_reference, entry.id::text)) as name
      from asked
      join accounting_journal_line as line
        on line.company_id = %(company_id)s
       and line.status = 'draft'
       and line.accounting_date >= asked.starts_on
       and line.accounting_date < asked.ends_before
      join actuals_actual as actual on actual.id = line.actual_id
      left join work_entry as entry on entry.id = actual.entry_id
     union all
    select asked.id, 2, 'proposals not posted', true, proposal.number
      from asked
      join accounting_proposal as proposal
        on proposal.company_id = %(company_id)s
       and proposal.status in ('header_only', 'populated')
       and proposal.accounting_date >= asked.starts_on
       and proposal.accounting_date < asked.ends_before
     union all
    select asked.id, case entry.status when 'submitted' then 3 else 4 end,
           case entry.status when 'submitted' then 'entries not approved' else 'entries not submitted' end, true,
           coalesce(entry.external_reference, entry.id::text)
      from asked
      join work_entry as entry
        on entry.company_id = %(company_id)s
       and entry.status in ('draft', 'returned', 'submitted')
       and entry.transaction_date >= asked.starts_on
       and entry.transaction_date < asked.ends_before
     union all
    -- They are billed on the day of their confirmation, wherever the month of the work stands.
    select distinct asked.id, 5, 'proformas not confirmed', false, proforma.number
      from asked
      join billing_proforma as proforma
        on proforma.company_id = %(company_id)s
       and proforma.status = 'draft'
      join billing_proforma_detail as detail
        on detail.proforma_id = proforma.id
       and detail.transaction_date >= asked.starts_on
       and detail.transaction_date < asked.ends_before
)

select found.period_id, to_char(asked.starts_on, 'YYYY-MM') as period, found.what, found.is_stuck,
       count(*) as record_count, (array_agg(found.name order by found.name))[1:3] as names
  from found
  join asked on asked.id = found.period_id
 group by found.period_id, asked.starts_on, found.place, found.what, found.is_stuck
 order by asked.starts_on, found.place
