-- function: documents_letter_of
-- returns:  one row: what letters about a posted document say of it, the sending profile of its customer (empty without one), and the text that its company writes for a purpose in the language of the document (empty: the usual one); without a purpose that of its class
-- keeps:    names, dates and amounts are those that were issued
-- source:   docs/rules/documents.md#sending-profiles
create or replace function documents_letter_of(of_invoice bigint, of_purpose text)
returns table (
    number text, document_class text, invoice_date date, due_date date, transaction_currency text,
    currency_digits smallint, gross_amount numeric, language text, locale text, contract_number text,
    company_code text, seller text, buyer text, channel text, attaches text, recipients text, copies text,
    has_page boolean, own_subject text, own_body text)
language sql stable as $$
    select invoice.number::text, invoice.document_class::text, invoice.invoice_date, invoice.due_date,
           invoice.transaction_currency::text, invoice.currency_digits, invoice.gross_amount,
           invoice.language::text, invoice.locale::text, invoice.contract_number::text, company.code::text,
           seller.name::text, buyer.name::text, profile.channel::text, profile.attaches::text,
           profile.recipients::text, profile.copies::text, coalesce(profile.has_page, false), own.subject::text,
           own.body::text
      from ledger_invoice as invoice
      join companies_company as company on company.id = invoice.company_id
      join ledger_invoice_party as seller
        on seller.invoice_id = invoice.id
       and seller.party = 'seller'
      join ledger_invoice_party as buyer
        on buyer.invoice_id = invoice.id
       and buyer.party = 'buyer'
      left join documents_sending_profile as profile on profile.customer_id = invoice.customer_id
      left join documents_message_text as own
        on own.company_id = invoice.company_id
       and own.purpose = coalesce(of_purpose, invoice.document_class)
       and own.language = invoice.language
     where invoice.id = of_invoice
$$
