-- holds:  Each invoice and credit note has a voucher of its own, of its kind and accounting date, and every
--         such voucher has its document.
-- breaks: The ledger has a receivable without a document, or a document without its posting.
-- shows:  invoice (empty: none), voucher, voucher_kind
select invoice.number as invoice, voucher.number as voucher, voucher.voucher_kind
  from ledger_voucher as voucher
  full join ledger_invoice as invoice on invoice.voucher_id = voucher.id
 where (voucher.voucher_kind in ('customer_invoice', 'customer_credit_note') and invoice.id is null)
    or (invoice.id is not null
        and (voucher.voucher_kind, voucher.accounting_date, voucher.company_id)
            is distinct from
            (case invoice.document_class when 'credit_note' then 'customer_credit_note'
                                         else 'customer_invoice' end,
             invoice.accounting_date, invoice.company_id))
    or (select count(*) from ledger_invoice as other where other.voucher_id = voucher.id) > 1
