-- holds:  The fiscal year of an invoice's number is the one its date of issue lies in.
-- breaks: Numbers of a year are missing in that year, and stand in another.
-- shows:  invoice_id, number, invoice_date, fiscal_year of the number, and the fiscal year of the date
select invoice.id as invoice_id, invoice.number, invoice.invoice_date, invoice.fiscal_year,
       period.fiscal_year as year_of_date
  from ledger_invoice as invoice
  left join ledger_fiscal_period as period
    on period.company_id = invoice.company_id
   and period.starts_on <= invoice.invoice_date
   and invoice.invoice_date < period.ends_before
 where period.fiscal_year is distinct from invoice.fiscal_year
