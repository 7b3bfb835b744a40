-- holds:  Each invoice and credit note has a voucher of its own, of its kind and accounting date, but for one that is
--         all of nothing; and every such voucher has its document.
-- breaks: The ledger has a receivable without a document, or a document without its posting.
-- shows:  invoice (empty: none), voucher, voucher_kind
select invoice.number as invoice, voucher.number as voucher, voucher.voucher_kind
  from ledger_voucher as voucher
  full join ledger_invoice as invoice on invoice.voucher_id = voucher.id
 where (voucher.voucher_kind in ('customer_invoice', 'customer_credit_note') and invoice.id is null)
    or (invoice.id is not null
        and (voucher.id is not null
             or invoice.gross_amount <> 0
             or invoice.net_amount <> 0
             or exists (select from ledger_invoice_line as line where line.invoice_id = invoice.id and line.net_amount <> 0))
        and (voucher.voucher_kind, voucher.accounting_date, voucher.company_id)
            is distinct from
            (case invoice.document_class when 'credit_note' then 'customer_credit_note'
                                         else 'customer_invoice' end,
             invoice.accounting_date, invoice.company_id))
    or voucher.id in (select shared.voucher_id
                        from ledger_invoice as shared
                       where shared.voucher_id is not null
                       group by shared.voucher_id
                      having count(*) > 1)
