-- event:   retry_deliveries, what is asked for
-- returns: per delivery: delivery_id, name, status, channel, invoice_id, and whether it is the latest of its document
-- source:  docs/rules/documents.md#delivery

select delivery.id as delivery_id, delivery.name, delivery.status, delivery.channel, delivery.invoice_id,
       delivery.purpose = 'document'
       and not exists (select
                         from documents_delivery as later
                        where later.invoice_id = delivery.invoice_id
                          and later.purpose = 'document'
                          and later.sending_no > delivery.sending_no) as is_latest
  from documents_delivery as delivery
 where delivery.company_id = %(company_id)s
   and delivery.id = any(%(delivery_ids)s::bigint[])
 order by delivery.id
