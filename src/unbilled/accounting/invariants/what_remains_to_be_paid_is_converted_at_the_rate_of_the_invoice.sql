-- holds:  What an invoice charges before tax less what it deducts of retainers is worth that rest at the rate of the invoice, but for
--         a minor unit a deduction and a kind of tax.
-- breaks: A customer owes nothing, or little, and the books say something else.
-- shows:  invoice, net_amount (invoice currency), accounting_net_amount and converted_amount (accounting currency)
select invoice.number as invoice, invoice.net_amount, invoice.accounting_net_amount,
       round(invoice.net_amount * invoice.exchange_rate, invoice.accounting_digits) as converted_amount
  from ledger_invoice as invoice
 cross join lateral (
          select count(*) as part_count
            from (select detail.retainer_id as part
                    from billing_proforma_detail as detail
                   where detail.proforma_id = invoice.proforma_id
                     and detail.retainer_use = 'applied'
                     and not detail.is_correction
                   union all
                  select distinct 0
                    from ledger_invoice_line as line
                   where line.invoice_id = invoice.id
                   group by line.tax_codes) as parts
      ) as parts
 where invoice.corrects_id is null
   and exists (select
                 from billing_proforma_detail as detail
                where detail.proforma_id = invoice.proforma_id
                  and detail.retainer_use = 'applied'
                  and not detail.is_correction)
   and abs(invoice.accounting_net_amount - invoice.net_amount * invoice.exchange_rate)
       > parts.part_count * power(10::numeric, -invoice.accounting_digits)
