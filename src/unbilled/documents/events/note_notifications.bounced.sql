-- event:   note_notifications, what came back
-- moves:   documents_delivery sent -> bounced; documents_delivery sent_in_part -> bounced;
--          documents_delivery confirmed -> bounced; documents_delivery unclear -> bounced
-- returns: one row per delivery that came back for one of its recipients at least
-- source:  docs/rules/documents.md#bounces

update documents_delivery as delivery
   set status = 'bounced'
 where delivery.company_id = %(company_id)s
   and delivery.id = any(%(delivery_ids)s::bigint[])
   and delivery.status in ('sent', 'sent_in_part', 'confirmed', 'unclear')
