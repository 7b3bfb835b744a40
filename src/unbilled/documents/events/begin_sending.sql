-- event:   begin_sending
-- moves:   documents_delivery waiting -> sending
-- returns: id of each delivery that waited and is now being sent
-- keeps:   what is being sent is begun by nobody else
-- source:  docs/rules/documents.md#delivery

update documents_delivery as delivery
   set status = 'sending', attempts = delivery.attempts + 1, next_attempt_at = null, act_id = %(act_id)s
 where delivery.company_id = %(company_id)s
   and delivery.id = any(%(delivery_ids)s::bigint[])
   and delivery.status = 'waiting'
returning delivery.id
