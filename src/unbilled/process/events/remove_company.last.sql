-- event:   remove_company, what the books reach to
-- returns: last_day of the last fiscal year in which something was posted; empty where nothing was
-- source:  docs/rules/companies.md#retention

select max(of_year.ends_before) - 1 as last_day
  from ledger_fiscal_period as begun
  join ledger_fiscal_period as of_year
    on of_year.company_id = begun.company_id
   and of_year.fiscal_year = begun.fiscal_year
 where begun.company_id = %(company_id)s
   and begun.starts_on <= greatest((select max(voucher.accounting_date)
                                      from ledger_voucher as voucher
                                     where voucher.company_id = %(company_id)s),
                                   (select max(invoice.invoice_date)
                                      from ledger_invoice as invoice
                                     where invoice.company_id = %(company_id)s))
