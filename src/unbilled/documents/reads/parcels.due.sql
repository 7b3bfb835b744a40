-- read:    parcels, what is due
-- returns: per delivery to be tried now, the longest waiting first, and per one whose sender is no more: id, status
-- source:  docs/rules/documents.md#delivery; docs/rules/documents.md#unclear-deliveries

select delivery.id as delivery_id, delivery.status
  from documents_delivery as delivery
 where delivery.company_id = %(company_id)s
   and (delivery.status = 'waiting' and delivery.next_attempt_at <= %(at)s
        or delivery.status = 'sending'
           and not (select sender.is_under_way from people_under_way(delivery.act_id) as sender))
 order by delivery.status = 'waiting', delivery.next_attempt_at, delivery.id
