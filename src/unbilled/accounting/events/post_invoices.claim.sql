-- event:   post_invoices
-- moves:   accounting_proposal populated -> posted
-- returns: proposals claimed per series and fiscal year: series, fiscal_year, proposal_ids, invoice_dates, last_date; or, without a series, per fault: refusal, found
-- keeps:   a proposal is posted once; its accounting date lies in an open period, its invoice date in a fiscal year and not too far ahead
-- source:  docs/rules/invoices.md#posting-invoices; docs/rules/invoices.md#invoice-date; docs/rules/journal.md#accounting-date; docs/rules/masters.md#customers

with picked as (
    select id, customer_id, accounting_date
      from accounting_proposal
     where company_id = %(company_id)s
       and id = any(%(proposal_ids)s::bigint[])
       and status = 'populated'
     order by id
       for update
),

days as (
    select distinct accounting_date as asked_date
      from picked
),

postable as (
    select days.asked_date, posted.accounting_date
      from days
      join companies_company as company on company.id = %(company_id)s
     cross join lateral ledger_open_day(%(company_id)s, days.asked_date, company.move_to_open_period) as posted
),

claimed as (
    update accounting_proposal as proposal
       set act_id = %(act_id)s,
           status = 'posted',
           invoice_date = coalesce(proposal.invoice_date, %(invoice_date)s::date),
           accounting_date = coalesce(postable.accounting_date, proposal.accounting_date)
      from picked
      join postable on postable.asked_date = picked.accounting_date
     where proposal.id = picked.id
    returning proposal.id, proposal.customer_id, proposal.invoice_date, picked.accounting_date as asked_date,
              postable.accounting_date,
              case when proposal.net_amount + proposal.tax_amount < 0 then 'credit_note' else 'invoice' end
                  as series
),

checked as (
    select claimed.id, claimed.invoice_date, claimed.series, period.fiscal_year,
           case when customer.on_hold then 'CustomerOnHold'
                when claimed.accounting_date is null then 'PeriodClosed'
                when period.fiscal_year is null then 'InvoiceDateOutsideYears'
                when claimed.invoice_date > %(acted_on)s::date + company.days_ahead then 'InvoiceDateTooLate'
            end as refusal,
           case when customer.on_hold then customer.name
                when claimed.accounting_date is null then claimed.asked_date::text
                else claimed.invoice_date::text
            end as found
      from claimed
      join companies_company as company on company.id = %(company_id)s
      join masterdata_customer as customer on customer.id = claimed.customer_id
      left join ledger_fiscal_period as period
        on period.company_id = %(company_id)s
       and period.starts_on <= claimed.invoice_date
       and claimed.invoice_date < period.ends_before
)

select refusal, found, null as series, null::integer as fiscal_year, array_agg(id order by id) as proposal_ids,
       array_agg(invoice_date order by id) as invoice_dates, max(invoice_date) as last_date
  from checked
 where refusal is not null
 group by refusal, found
 union all
select null, null, series, fiscal_year, array_agg(id order by id), array_agg(invoice_date order by id),
       max(invoice_date)
  from checked
 where refusal is null
 group by series, fiscal_year
 order by refusal, found, series, fiscal_year
