-- event:   note_notifications
-- returns: one row per delivery that something came back about
-- keeps:   of each recipient what was said last; that it came back weighs more than that it arrived
-- source:  docs/rules/documents.md#bounces

with told as (
    select notification.delivery_id, notification.action, notification.answer, lower(notification.recipient) as recipient
      from jsonb_to_recordset(%(notifications)s::jsonb)
             as notification (delivery_id bigint, action text, answer text, recipient text)
)
update documents_delivery as delivery
   set recipients = (select coalesce(jsonb_object_agg(one.key, one.value || coalesce(said.became, '{}')), '{}')
                       from jsonb_each(delivery.recipients) as one
                       left join lateral (select jsonb_build_object('answer', told.answer)
                                                 || case told.action
                                                         when 'failed' then '{"status": "bounced"}'
                                                         when 'delivered' then '{"status": "confirmed"}'
                                                         else '{}'
                                                    end::jsonb as became
                                            from told
                                           where told.delivery_id = delivery.id
                                             and told.recipient in ('', lower(one.key))
                                           order by told.action = 'failed' desc, told.action, told.answer
                                           limit 1) as said on true),
       last_answer = (select string_agg(distinct told.answer, ' ') from told where told.delivery_id = delivery.id),
       act_id = %(act_id)s
 where delivery.company_id = %(company_id)s
   and delivery.id in (select told.delivery_id from told)
