-- read:    parcels
-- returns: per delivery, by id: all that a channel is handed but the files; names and addresses as issued
-- source:  docs/rules/documents.md#delivery

select delivery.id as delivery_id, delivery.message_id, delivery.channel, delivery.attaches, delivery.attempts,
       delivery.status, delivery.recipients, delivery.subject, delivery.body, delivery.language, delivery.invoice_id,
       invoice.number, company.code as company_code, buyer.account, seller.name as seller,
       seller.contact_email as reply_to, seller.electronic_address as seller_address,
       seller.electronic_scheme as seller_scheme, buyer.electronic_address as buyer_address,
       buyer.electronic_scheme as buyer_scheme,
       coalesce((select document.einvoice_format <> ''
                   from documents_document as document
                  where document.invoice_id = invoice.id
                    and document.document_format = 'pdf'), false) as pdf_holds_xml
  from documents_delivery as delivery
  join ledger_invoice as invoice on invoice.id = delivery.invoice_id
  join companies_company as company on company.id = delivery.company_id
  join ledger_invoice_party as seller
    on seller.invoice_id = invoice.id
   and seller.party = 'seller'
  join ledger_invoice_party as buyer
    on buyer.invoice_id = invoice.id
   and buyer.party = 'buyer'
 where delivery.company_id = %(company_id)s
   and delivery.id = any(%(delivery_ids)s::bigint[])
 order by delivery.id
