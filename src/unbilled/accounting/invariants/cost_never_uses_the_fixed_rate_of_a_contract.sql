-- holds:  Cost is converted at the company's dated rate of the accounting date, whatever rate the contract fixes.
-- breaks: Margins move with a rate that was agreed for the customer's price only.
-- shows:  actual_id, exchange_rate it was posted at, fixed_rate of its contract
select posted.actual_id, posted.exchange_rate, agreement.rate as fixed_rate
  from ledger_project_transaction as posted
  join actuals_actual as actual on actual.id = posted.actual_id
  join agreements_fixed_rate_agreement as agreement
    on agreement.contract_id = actual.contract_id
   and agreement.from_currency_id = posted.transaction_currency
  join companies_company as company on company.id = posted.company_id
 where posted.transaction_type = 'cost'
   and posted.exchange_rate = agreement.rate
   and posted.transaction_currency <> company.accounting_currency_id
   and not exists (select
                     from companies_exchange_rate as dated
                    where dated.company_id = posted.company_id
                      and dated.from_currency_id = posted.transaction_currency
                      and dated.to_currency_id = company.accounting_currency_id
                      and dated.rate = posted.exchange_rate)
