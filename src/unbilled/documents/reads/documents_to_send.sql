-- read:    documents_to_send
-- returns: id of each document that was never sent and whose customer has a sending profile
-- source:  docs/rules/documents.md#delivery

select invoice.id
  from ledger_invoice as invoice
  join documents_sending_profile as profile on profile.customer_id = invoice.customer_id
 where invoice.company_id = %(company_id)s
   and invoice.id = any(%(invoice_ids)s::bigint[])
   and not exists (select
                     from documents_delivery as delivery
                    where delivery.invoice_id = invoice.id
                      and delivery.purpose = 'document')
 order by invoice.id
