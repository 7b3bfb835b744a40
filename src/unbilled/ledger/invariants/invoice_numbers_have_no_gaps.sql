-- holds:  Numbers of each series and fiscal year run from the first without a gap up to the series' counter.
-- breaks: The law asks where an invoice went, and nobody can tell.
-- shows:  company_id, series, fiscal_year, first and last number, how many there are, and the next number
select counter.company_id, counter.series, counter.fiscal_year, min(invoice.sequence_number) as first_number,
       max(invoice.sequence_number) as last_number, count(invoice.id) as invoice_count, counter.next_number
  from companies_number_series as counter
  left join ledger_invoice as invoice
    on invoice.company_id = counter.company_id
   and invoice.series = counter.series
   and invoice.fiscal_year = counter.fiscal_year
 where counter.series in ('invoice', 'credit_note')
 group by counter.id
having max(invoice.sequence_number) - min(invoice.sequence_number) + 1 <> count(invoice.id)
    or max(invoice.sequence_number) + 1 <> counter.next_number
