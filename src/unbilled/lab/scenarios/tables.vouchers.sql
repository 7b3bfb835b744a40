-- read:    tables, its vouchers
-- returns: one row per voucher

select voucher.id as key,
       voucher.number as voucher,
       voucher.voucher_kind as kind,
       voucher.accounting_date as date,
       (select count(*) from ledger_entry as entry where entry.voucher_id = voucher.id) as entries,
       (select coalesce(sum(entry.accounting_amount), 0) from ledger_entry as entry
         where entry.voucher_id = voucher.id and entry.accounting_amount > 0) as debit
  from ledger_voucher as voucher
 where voucher.company_id = %(company_id)s
 order by voucher.id
