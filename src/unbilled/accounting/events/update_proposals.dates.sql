-- event:   update_proposals, whether the dates that were changed are possible
-- returns: per fault: refusal, found, proposal_ids
-- keeps:   what is dated can be posted on its dates, as far as is known by now
-- source:  docs/rules/proposals.md#changing-proposals; docs/rules/invoices.md#invoice-date; docs/rules/invoices.md#due-date; docs/rules/journal.md#accounting-date

with picked as (
    select proposal.id, proposal.invoice_date, proposal.due_date, proposal.accounting_date, proposal.status,
           case when proposal.net_amount + proposal.tax_amount < 0 then 'credit_note' else 'invoice' end as series
      from accounting_proposal as proposal
     where proposal.company_id = %(company_id)s
       and proposal.id = any(%(proposal_ids)s::bigint[])
),

faults as (
    select wrong.refusal, wrong.found, picked.id
      from picked
     cross join lateral accounting_wrong_dates(
               %(company_id)s, picked.id, %(acted_on)s::date,
               case when %(is_issue_dated)s then coalesce(picked.invoice_date, %(acted_on)s::date) end,
               case when %(is_issue_dated)s then picked.due_date end,
               case when %(is_booked)s then picked.accounting_date end) as wrong
     union all
    select open_day.refusal, picked.accounting_date::text, picked.id
      from picked
      join companies_company as company on company.id = %(company_id)s
     cross join lateral ledger_open_day(%(company_id)s, picked.accounting_date, company.move_to_open_period)
             as open_day
     where %(is_booked)s
       and open_day.refusal is not null
     union all
    -- Which series numbers a proposal is known once it has its lines.
    select 'InvoiceDateTooEarly', format('%%s, before %%s', picked.invoice_date, counter.last_date), picked.id
      from picked
      join ledger_fiscal_period as period
        on period.company_id = %(company_id)s
       and period.starts_on <= picked.invoice_date
       and picked.invoice_date < period.ends_before
      join companies_number_series as counter
        on counter.company_id = %(company_id)s
       and counter.series = picked.series
       and counter.fiscal_year = period.fiscal_year
     where %(is_issue_dated)s
       and picked.status = 'populated'
       and picked.invoice_date < counter.last_date
)

select refusal, found, array_agg(id order by id) as proposal_ids
  from faults
 group by refusal, found
 order by refusal, found
