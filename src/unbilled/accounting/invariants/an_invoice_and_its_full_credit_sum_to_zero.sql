-- holds:  A billed sale that a credit reverses, together with its reversal, is zero in the project subledger,
--         before tax and in the tax of each code; an invoice credited in full is zero with its credit note.
-- breaks: A credited customer still owes, or is owed, cents; the tax return keeps tax of what was credited.
-- shows:  document, actual_id (empty: the whole document), and what is left
select invoice.number as document, line.actual_id, line.net_amount + original.net_amount as transaction_left,
       posted.accounting_amount + known.accounting_amount as accounting_left,
       line.tax_amount + original.tax_amount as tax_left
  from ledger_invoice as invoice
  join accounting_proposal_line as line on line.proposal_id = invoice.proposal_id
  join actuals_actual as actual
    on actual.id = line.actual_id
   and actual.reverses_id is not null
  join accounting_proposal_line as original on original.actual_id = actual.reverses_id
  left join ledger_project_transaction as posted on posted.actual_id = line.actual_id
  left join ledger_project_transaction as known on known.actual_id = original.actual_id
 where (posted.transaction_amount, posted.accounting_amount, posted.exchange_rate,
        coalesce(posted.reporting_amount, 0), line.tax_amount, line.tax_code_ids, line.tax_rates)
       is distinct from
       (-known.transaction_amount, -known.accounting_amount, known.exchange_rate,
        -coalesce(known.reporting_amount, 0), -original.tax_amount, original.tax_code_ids, original.tax_rates)
 union all
select credit.number, null, credit.gross_amount + invoice.gross_amount,
       credit.accounting_gross_amount + invoice.accounting_gross_amount,
       credit.accounting_tax_amount + invoice.accounting_tax_amount
  from ledger_invoice as credit
  join ledger_invoice as invoice on invoice.id = credit.corrects_id
 where not exists (
           select
             from accounting_proposal_line as line
             join actuals_actual as actual on actual.id = line.actual_id
            where line.proposal_id = credit.proposal_id
              and actual.reverses_id is null
       )
   and not exists (
           select
             from accounting_proposal_line as line
             join actuals_actual as actual on actual.id = line.actual_id
             left join actuals_actual as reversal on reversal.reverses_id = line.actual_id
            where line.proposal_id = invoice.proposal_id
              and (actual.reverses_id is not null or reversal.proforma_id is distinct from credit.proforma_id)
       )
   and (credit.gross_amount, credit.tax_amount, credit.accounting_gross_amount, credit.accounting_tax_amount)
       is distinct from
       (-invoice.gross_amount, -invoice.tax_amount, -invoice.accounting_gross_amount,
        -invoice.accounting_tax_amount)
