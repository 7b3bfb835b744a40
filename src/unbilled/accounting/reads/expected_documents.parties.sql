-- read:    expected_documents, their parties
-- returns: per proposal, seller and buyer: name and address, identifiers, references, account, as they are now
-- source:  docs/rules/documents.md#electronic-invoices; docs/rules/invoices.md#frozen-data

select proposal.id, said.party, said.name, said.address, said.country, said.vat_id, said.registration,
       said.electronic_address, said.electronic_scheme, said.customer_reference, said.buyer_reference, said.iban,
       said.bic, said.post_code, said.city, said.tax_number, said.legal_id, said.legal_scheme, said.contact_name,
       said.contact_phone, said.contact_email
  from accounting_proposal as proposal
  join companies_company as company on company.id = proposal.company_id
  join masterdata_customer as customer on customer.id = proposal.customer_id
  join agreements_contract as contract on contract.id = proposal.contract_id
  left join agreements_contract_customer as agreed
    on agreed.contract_id = proposal.contract_id
   and agreed.customer_id = proposal.customer_id
 cross join lateral (
          values ('seller', company.name, company.address, company.country, company.vat_id, company.registration,
                  company.electronic_address, company.electronic_scheme, '', '', company.iban, company.bic,
                  company.post_code, company.city, company.tax_number, company.legal_id, company.legal_scheme,
                  company.contact_name, company.contact_phone, company.contact_email),
                 ('buyer',
                  case when coalesce(agreed.bill_to, '') = '' then customer.name
                       else split_part(agreed.bill_to, E'\n', 1)
                   end,
                  case when coalesce(agreed.bill_to, '') = '' then customer.address
                       else substr(agreed.bill_to, length(split_part(agreed.bill_to, E'\n', 1)) + 2)
                   end,
                  customer.country, customer.vat_id, '', customer.electronic_address, customer.electronic_scheme,
                  contract.customer_reference, customer.buyer_reference, '', '', customer.post_code,
                  customer.city, '', customer.legal_id, customer.legal_scheme, '', '', '')
      ) as said (party, name, address, country, vat_id, registration, electronic_address, electronic_scheme,
                 customer_reference, buyer_reference, iban, bic, post_code, city, tax_number, legal_id,
                 legal_scheme, contact_name, contact_phone, contact_email)
 where proposal.company_id = %(company_id)s
   and proposal.id = any(%(ids)s::bigint[])
 order by proposal.id, said.party
