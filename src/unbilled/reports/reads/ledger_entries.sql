-- read:    ledger_entries
-- returns: per ledger entry: voucher, day, account, posting type, dimensions, what caused it, its amounts, debit
--          positive, and debit and credit apart
-- source:  docs/rules/ledger.md#amounts-of-an-entry

-- A case keeps the entries of an invoice from meeting each of its sales. A voucher of the journal posts one line; that it
-- is one is told by an aggregate, so that a count or an order leaves the join out. An index has vouchers by number.
select entry.voucher_id, entry.line_no, voucher.number as voucher, entry.accounting_date,
       entry.main_account_id as account_id, account.number as account, account.name as account_name,
       entry.posting_type, coalesce(entry.dimension_set_id, 0) as dimension_set_id,
       (select string_agg(pair.key || ' ' || pair.value, ', ' order by pair.key collate "C")
          from jsonb_each_text(dimension_set.values) as pair) as dimensions,
       invoice.id as invoice_id, invoice.number as document,
       coalesce(invoice.contract_id, actual.contract_id) as contract_id, contract.number as contract,
       actual.project_id, project.code as project,
       coalesce(work.external_reference, work.id::text) as entry, entry.transaction_amount,
       entry.transaction_currency, entry.exchange_rate, entry.accounting_amount,
       greatest(entry.accounting_amount, 0) as debit_amount, -least(entry.accounting_amount, 0) as credit_amount,
       entry.reporting_amount, company.accounting_currency_id as accounting_currency,
       company.reporting_currency_id as reporting_currency
  from ledger_entry as entry
  join ledger_voucher as voucher on voucher.id = entry.voucher_id
  left join companies_company as company on company.id = entry.company_id
  left join ledger_main_account as account on account.id = entry.main_account_id
  left join companies_dimension_set as dimension_set on dimension_set.id = entry.dimension_set_id
  left join ledger_invoice as invoice on invoice.voucher_id = entry.voucher_id
  left join lateral (
            select min(transaction.actual_id) as actual_id
              from ledger_project_transaction as transaction
             where transaction.voucher_id = case when voucher.voucher_kind in ('project_cost', 'project_sales')
                                                 then entry.voucher_id
                                             end
       ) as booked on true
  left join actuals_actual as actual on actual.id = booked.actual_id
  left join agreements_contract as contract on contract.id = coalesce(invoice.contract_id, actual.contract_id)
  left join masterdata_project as project on project.id = actual.project_id
  left join work_entry as work on work.id = actual.entry_id
 where entry.company_id = %(company_id)s::bigint
   and voucher.company_id = %(company_id)s::bigint
