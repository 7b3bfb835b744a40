-- read:    invoice_sheet
-- returns: what the list of posted documents does not say of one: voucher, dates, rate, names as printed, the
--          proforma, the reason, who posted it, its link in the chain, and what says how long it is kept
-- source:  docs/rules/invoices.md#frozen-data

select invoice.proforma_number as proforma, invoice.contract_number, invoice.contract_name, invoice.terms_text,
       invoice.accounting_date, invoice.exchange_rate, invoice.accounting_currency,
       invoice.accounting_gross_amount, invoice.reason, voucher.number as voucher,
       buyer.name as buyer_name, buyer.address as buyer_address, buyer.vat_id as buyer_vat_id,
       buyer.customer_reference as buyer_order, seller.name as seller_name, seller.vat_id as seller_vat_id,
       owed.due_date as owed_until, owed.transaction_amount as owed_amount,
       owed.accounting_amount as owed_accounting_amount, person.username as posted_by, act.acted_at as posted_at,
       link.position as chain_position, link.hash as chain_hash, company.retention_years, company.country,
       greatest(invoice.invoice_date,
                (select max(period.ends_before) - 1
                   from ledger_fiscal_period as period
                  where period.company_id = invoice.company_id
                    and period.fiscal_year = invoice.fiscal_year)) as last_day
  from ledger_invoice as invoice
  join companies_company as company on company.id = invoice.company_id
  left join documents_chain_link as link on link.invoice_id = invoice.id
  left join ledger_voucher as voucher on voucher.id = invoice.voucher_id
  left join ledger_invoice_party as buyer on buyer.invoice_id = invoice.id and buyer.party = 'buyer'
  left join ledger_invoice_party as seller on seller.invoice_id = invoice.id and seller.party = 'seller'
  left join ledger_customer_transaction as owed on owed.voucher_id = invoice.voucher_id
                                               and owed.invoice_id = invoice.id
  left join people_act as act on act.id = invoice.act_id
  left join people_person as person on person.id = act.person_id
 where invoice.company_id = %(company_id)s::bigint
   and invoice.id = %(invoice_id)s::bigint
