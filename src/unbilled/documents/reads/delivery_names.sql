-- read:    delivery_names
-- returns: per delivery, by id: delivery_id, what people call it, status
-- source:  docs/rules/documents.md#delivery

select delivery.id as delivery_id, delivery.name, delivery.status
  from documents_delivery as delivery
 where delivery.company_id = %(company_id)s
   and delivery.id = any(%(delivery_ids)s::bigint[])
 order by delivery.id
