-- event:   send_documents, what letters say
-- returns: per document, by id: names and dates as issued, the customer's sending profile, the company's text in the
--          language of the document, and how often and how it was sent before
-- source:  docs/rules/documents.md#delivery

select invoice.id as invoice_id, invoice.number, invoice.document_class, invoice.invoice_date, invoice.due_date,
       invoice.transaction_currency, invoice.currency_digits, invoice.gross_amount, invoice.language, invoice.locale,
       invoice.contract_number, company.code as company_code, seller.name as seller, buyer.name as buyer, customer.account,
       customer.name as customer, profile.channel, profile.attaches, profile.recipients, profile.copies,
       coalesce(profile.has_page, false) as has_page, own.subject as own_subject, own.body as own_body,
       exists (select
                 from documents_document as document
                where document.invoice_id = invoice.id
                  and document.document_format = 'xml') as has_xml,
       coalesce(latest.sending_no, 0) + 1 as sending_no, latest.status
  from ledger_invoice as invoice
  join companies_company as company on company.id = invoice.company_id
  join masterdata_customer as customer on customer.id = invoice.customer_id
  join ledger_invoice_party as seller
    on seller.invoice_id = invoice.id
   and seller.party = 'seller'
  join ledger_invoice_party as buyer
    on buyer.invoice_id = invoice.id
   and buyer.party = 'buyer'
  left join documents_sending_profile as profile on profile.customer_id = invoice.customer_id
  left join documents_message_text as own
    on own.company_id = invoice.company_id
   and own.purpose = invoice.document_class
   and own.language = invoice.language
  left join lateral (select delivery.sending_no, delivery.status
                       from documents_delivery as delivery
                      where delivery.invoice_id = invoice.id
                        and delivery.purpose = 'document'
                      order by delivery.sending_no desc
                      limit 1) as latest on true
 where invoice.company_id = %(company_id)s
   and invoice.id = any(%(invoice_ids)s::bigint[])
 order by invoice.id
