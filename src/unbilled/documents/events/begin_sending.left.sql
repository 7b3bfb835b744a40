-- event:   begin_sending, of what was left in the middle
-- returns: id of each delivery whose sender is no more, which is now this act's
-- keeps:   a delivery has one sender; two that find the same one left take it once
-- source:  docs/rules/documents.md#unclear-deliveries

update documents_delivery as delivery
   set act_id = %(act_id)s
 where delivery.company_id = %(company_id)s
   and delivery.id = any(%(delivery_ids)s::bigint[])
   and delivery.status = 'sending'
   and not (select sender.is_under_way from people_under_way(delivery.act_id) as sender)
returning delivery.id
