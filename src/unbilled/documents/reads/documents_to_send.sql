-- read:    documents_to_send
-- returns: per document that was never sent: invoice_id, and whether its customer has a sending profile
-- source:  docs/rules/documents.md#delivery

select invoice.id as invoice_id,
       exists (select
                 from documents_sending_profile as profile
                where profile.customer_id = invoice.customer_id) as has_profile
  from ledger_invoice as invoice
 where invoice.company_id = %(company_id)s
   and invoice.id = any(%(invoice_ids)s::bigint[])
   and not exists (select
                     from documents_delivery as delivery
                    where delivery.invoice_id = invoice.id
                      and delivery.purpose = 'document')
 order by invoice.id
