-- read:    days_to_bill
-- returns: per month of invoices since a day: how many sales they billed, and how many days each waited for
--          its invoice on average; of what the person sees, where somebody is named
-- source:  docs/rules/invoices.md#days-to-bill

select date_trunc('month', invoice.invoice_date)::date as from_day,
       (date_trunc('month', invoice.invoice_date) + interval '1 month - 1 day')::date as through_day,
       count(*) as record_count,
       round(avg(invoice.invoice_date - billed.transaction_date), 1) as days
  from ledger_invoice as invoice
  join actuals_actual as billed
    on billed.proforma_id = invoice.proforma_id
   and billed.transaction_type = 'billed_sales'
 where invoice.company_id = %(company_id)s::bigint
   and invoice.invoice_date between %(from_day)s::date and %(through_day)s::date
   and invoice.document_class = 'invoice'
   and invoice.corrects_id is null
   and billed.transaction_class in ('time', 'expense', 'material')
   and (%(sight_person_id)s::bigint is null
        or invoice.contract_id in (select own.contract_id
                     from agreements_own_contracts(%(sight_person_id)s::bigint, %(company_id)s::bigint) as own))
 group by date_trunc('month', invoice.invoice_date)
 order by from_day
