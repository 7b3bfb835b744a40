-- event:   post_invoices
-- moves:   accounting_proposal populated -> posted
-- returns: proposals claimed per series and fiscal year: series, fiscal_year, proposal_ids, invoice_dates, last_date; or, without a series, per fault: refusal, found
-- keeps:   a proposal is posted once; its accounting date lies in an open period and not before what it releases, its invoice date in a fiscal year and not too far ahead
-- source:  docs/rules/invoices.md#posting-invoices; docs/rules/invoices.md#invoice-date; docs/rules/invoices.md#due-date; docs/rules/journal.md#accounting-date; docs/rules/masters.md#customers

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
    select days.asked_date, posted.accounting_date, posted.refusal
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
    returning proposal.id, proposal.customer_id, proposal.invoice_date, proposal.due_date,
              proposal.accounting_date, picked.accounting_date as asked_date, postable.refusal,
              case when proposal.net_amount + proposal.tax_amount < 0 then 'credit_note' else 'invoice' end
                  as series
),

checked as (
    select claimed.id, claimed.invoice_date, claimed.series, period.fiscal_year,
           case when customer.on_hold then 'CustomerOnHold'
                else coalesce(claimed.refusal, wrong.refusal)
            end as refusal,
           case when customer.on_hold then customer.name
                when claimed.refusal is not null then claimed.asked_date::text
                else wrong.found
            end as found
      from claimed
      join masterdata_customer as customer on customer.id = claimed.customer_id
      left join ledger_fiscal_period as period
        on period.company_id = %(company_id)s
       and period.starts_on <= claimed.invoice_date
       and claimed.invoice_date < period.ends_before
      left join lateral accounting_wrong_dates(%(company_id)s, claimed.id, %(acted_on)s::date, claimed.invoice_date,
                                               claimed.due_date, claimed.accounting_date) as wrong on true
)

select refusal, found, null as series, null::integer as fiscal_year, array_agg(distinct id order by id) as proposal_ids,
       null::date[] as invoice_dates, max(invoice_date) as last_date
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
