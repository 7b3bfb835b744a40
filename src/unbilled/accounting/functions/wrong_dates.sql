-- function: accounting_wrong_dates
-- returns:  per fault of the dates of a proposal, as they stand or are to be: refusal, found (what is wrong, in words); a date that is null is not looked at
-- keeps:    an invoice is dated in a fiscal year and not too far ahead, is not due before it is dated, and releases no accrual before it was posted
-- source:   docs/rules/invoices.md#invoice-date; docs/rules/invoices.md#due-date; docs/rules/invoices.md#releasing-accruals
create or replace function accounting_wrong_dates(
    of_company bigint, of_proposal bigint, acted_on date, invoiced date, due date, booked date)
returns table (refusal text, found text)
language sql stable as $$
    select 'InvoiceDateOutsideYears', invoiced::text
     where invoiced is not null
       and not exists (select
                         from ledger_fiscal_period as period
                        where period.company_id = of_company
                          and period.starts_on <= invoiced
                          and invoiced < period.ends_before)
     union all
    select 'InvoiceDateTooLate', invoiced::text
      from companies_company as company
     where company.id = of_company
       and invoiced > acted_on + company.days_ahead
     union all
    select 'DueDateTooEarly', format('due on %s, dated %s', due, invoiced)
     where due < invoiced
     union all
    select 'AccountingDateBeforeAccruals',
           format('%s of %s releases what accrued on %s', proposal.number, booked, max(released.accounting_date))
      from accounting_proposal as proposal
      join accounting_proposal_line as line on line.proposal_id = proposal.id
     cross join lateral (
               select posted.accounting_date
                 from ledger_project_transaction as posted
                where posted.actual_id = line.released_actual_id
                  and posted.is_accrued
               offset 0 -- one look by key for each line, whatever the statistics say of fresh rows
           ) as released
     where proposal.id = of_proposal
       and released.accounting_date > booked
     group by proposal.number
$$
