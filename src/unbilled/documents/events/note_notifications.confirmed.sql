-- event:   note_notifications, what arrived
-- moves:   documents_delivery sent -> confirmed; documents_delivery unclear -> confirmed
-- returns: one row per delivery that has arrived with all its recipients
-- source:  docs/rules/documents.md#bounces

update documents_delivery as delivery
   set status = 'confirmed'
 where delivery.company_id = %(company_id)s
   and delivery.id = any(%(delivery_ids)s::bigint[])
   and delivery.status in ('sent', 'unclear')
   and not exists (select
                     from jsonb_each(delivery.recipients) as one
                    where one.value ->> 'status' <> 'confirmed')
