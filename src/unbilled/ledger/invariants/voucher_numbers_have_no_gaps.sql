-- holds:  Vouchers of a company are numbered from 1 without a gap, up to the number before the next.
-- breaks: An auditor has to ask what was taken out of the books.
-- shows:  company_id, vouchers, first_number, last_number, next_number of the series
select voucher.company_id, voucher.vouchers, voucher.first_number, voucher.last_number, series.next_number
  from (select company_id, count(*) as vouchers, min(number) as first_number, max(number) as last_number
          from ledger_voucher
         group by company_id) as voucher
  left join companies_number_series as series
    on series.company_id = voucher.company_id
   and series.series = 'voucher'
   and series.fiscal_year = 0
 where voucher.first_number <> 1
    or voucher.last_number <> voucher.vouchers
    or series.next_number is distinct from voucher.last_number + 1
