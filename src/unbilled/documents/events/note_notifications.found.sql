-- event:   note_notifications, what they are about
-- returns: per notification of something that was sent: message, delivery_id, name
-- source:  docs/rules/documents.md#bounces

select told.message, delivery.id as delivery_id, delivery.name
  from (select distinct message from unnest(%(messages)s::text[]) as asked (message)) as told
  join documents_delivery as delivery
    on delivery.company_id = %(company_id)s
   and told.message in (delivery.message_id, split_part(ltrim(delivery.message_id, '<'), '@', 1))
 where delivery.status in ('sent', 'sent_in_part', 'confirmed', 'bounced', 'unclear')
 order by delivery.id
