-- read:    trace, a voucher
-- returns: voucher_id, number, accounting_date, act_id, the invoice it posts, the contract of that invoice, and
--          entry_ids of the work it posts

select voucher.id as voucher_id, voucher.number, voucher.accounting_date, voucher.act_id,
       invoice.id as invoice_id, invoice.number as invoice,
       array(select distinct actual.entry_id
               from ledger_project_transaction as booked
               join actuals_actual as actual on actual.id = booked.actual_id
              where booked.company_id = voucher.company_id
                and booked.voucher_id = voucher.id
                and actual.entry_id is not null
              order by actual.entry_id) as entry_ids
  from ledger_voucher as voucher
  left join ledger_invoice as invoice on invoice.voucher_id = voucher.id
 where voucher.company_id = %(company_id)s
   and voucher.number = %(number)s
