-- read:    letterhead
-- returns: of the company: who it is as invoices would say it now, its locale, paper, layout and logo
-- source:  docs/rules/documents.md#letterhead

select company.name as seller_name, company.address as seller_address, company.country as seller_country,
       company.vat_id as seller_vat_id, company.registration, company.contact, company.bank_name, company.iban,
       company.bic, company.tax_number, company.locale, company.page_size, company.layout, company.layout_id,
       company.logo_id, company.accounting_currency_id as currency, kept_in.digits as currency_digits
  from companies_company as company
  join companies_currency as kept_in on kept_in.code = company.accounting_currency_id
 where company.id = %(company_id)s
