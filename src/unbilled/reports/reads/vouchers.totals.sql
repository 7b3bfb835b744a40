-- read:    vouchers, in total
-- returns: row_count: vouchers are numbered from one on without gaps, so that the last number says how many there are
-- source:  docs/rules/ledger.md#vouchers

select max(voucher.number) as row_count
  from ledger_voucher as voucher
 where voucher.company_id = %(company_id)s::bigint
