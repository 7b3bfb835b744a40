-- event:   retry_deliveries
-- returns: one row per delivery that waits no longer
-- source:  docs/rules/documents.md#delivery

update documents_delivery as delivery
   set next_attempt_at = %(at)s, act_id = %(act_id)s
 where delivery.company_id = %(company_id)s
   and delivery.id = any(%(delivery_ids)s::bigint[])
   and delivery.status = 'waiting'
