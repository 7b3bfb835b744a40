-- holds:  Within a series a higher number never has an earlier date of issue.
-- breaks: Tax authorities take numbers out of date order for invoices added afterwards.
-- shows:  number, invoice_date, and the earlier date of the number that follows
select number, invoice_date, following_number, following_date
  from (select number, invoice_date,
               lead(number) over in_order as following_number,
               lead(invoice_date) over in_order as following_date
          from ledger_invoice
        window in_order as (partition by company_id, series, fiscal_year order by sequence_number)) as numbered
 where following_date < invoice_date
