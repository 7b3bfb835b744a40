-- holds:  What the lines of an invoice with the same tax bring to the books is their total, converted once at the rate of
--         the invoice; what a correction copies, a retainer releases, and such an advance has paid for, aside.
-- breaks: Revenue and receivable are off by more, the more lines an invoice has.
-- shows:  invoice, tax_code_ids, net_amount (invoice currency), accounting_amount of the lines, converted_amount
select invoice.number as invoice, line.tax_code_ids, sum(line.net_amount) as net_amount,
       sum(posted.accounting_amount) as accounting_amount,
       round(sum(line.net_amount) * invoice.exchange_rate, invoice.accounting_digits) as converted_amount
  from ledger_invoice as invoice
  join accounting_proposal_line as line on line.proposal_id = invoice.proposal_id
  join ledger_project_transaction as posted on posted.actual_id = line.actual_id
 where invoice.corrects_id is null
   and line.corrected_actual_id is null
   and not exists (select
                     from billing_proforma_detail as deducted
                    where deducted.proforma_id = invoice.proforma_id
                      and deducted.retainer_use = 'applied')
 group by invoice.id, invoice.number, invoice.exchange_rate, invoice.accounting_digits, line.tax_code_ids,
          line.tax_rates
having sum(posted.accounting_amount)
       <> round(sum(line.net_amount) * invoice.exchange_rate, invoice.accounting_digits)
