-- event:   send_documents, what letters say
-- returns: per document, by id: names and dates as issued, the customer's sending profile, the company's text in the
--          language of the document, and how often and how it was sent before
-- source:  docs/rules/documents.md#delivery

select invoice.id as invoice_id, letter.number, letter.document_class, letter.invoice_date, letter.due_date,
       letter.transaction_currency, letter.currency_digits, letter.gross_amount, letter.language, letter.locale,
       letter.contract_number, letter.company_code, letter.seller, letter.buyer, customer.account,
       customer.name as customer, letter.channel, letter.attaches, letter.recipients, letter.copies,
       letter.has_page, letter.own_subject, letter.own_body,
       exists (select
                 from documents_document as document
                where document.invoice_id = invoice.id
                  and document.document_format = 'xml') as has_xml,
       coalesce(latest.sending_no, 0) + 1 as sending_no, latest.status
  from ledger_invoice as invoice
 cross join lateral documents_letter_of(invoice.id, null) as letter
  join masterdata_customer as customer on customer.id = invoice.customer_id
  left join lateral (select delivery.sending_no, delivery.status
                       from documents_delivery as delivery
                      where delivery.invoice_id = invoice.id
                        and delivery.purpose = 'document'
                      order by delivery.sending_no desc
                      limit 1) as latest on true
 where invoice.company_id = %(company_id)s
   and invoice.id = any(%(invoice_ids)s::bigint[])
 order by invoice.id
