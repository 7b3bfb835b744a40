-- read:    parcels, what is due
-- returns: per delivery to be tried now, the longest waiting first, and per one that was left in the middle: id, status
-- source:  docs/rules/documents.md#delivery

select delivery.id as delivery_id, delivery.status
  from documents_delivery as delivery
 where delivery.company_id = %(company_id)s
   and (delivery.status = 'sending'
        or delivery.status = 'waiting' and delivery.next_attempt_at <= %(at)s)
 order by delivery.status = 'waiting', delivery.next_attempt_at, delivery.id
