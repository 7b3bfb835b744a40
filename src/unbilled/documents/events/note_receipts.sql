-- event:   note_receipts
-- returns: one row per delivery that something came back about
-- keeps:   what bounced for one recipient has bounced; it is confirmed when all have it
-- source:  docs/rules/documents.md#bounces

with told as (
    select delivery.id as delivery_id, receipt.action, receipt.answer, lower(receipt.recipient) as recipient
      from jsonb_to_recordset(%(receipts)s::jsonb)
             as receipt (message text, action text, answer text, recipient text)
      join documents_delivery as delivery
        on delivery.company_id = %(company_id)s
       and receipt.message in (delivery.message_id, split_part(ltrim(delivery.message_id, '<'), '@', 1))
     where delivery.status in ('sent', 'sent_in_part', 'confirmed', 'bounced', 'unclear')
), became as (
    select delivery.id as delivery_id,
           (select coalesce(jsonb_object_agg(one.key, one.value || coalesce(said.became, '{}')), '{}')
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
                                  order by told.action = 'failed' desc
                                  limit 1) as said on true) as recipients,
           (select bool_or(told.action = 'failed') from told where told.delivery_id = delivery.id) as has_bounced,
           (select bool_or(told.action = 'delivered') from told where told.delivery_id = delivery.id) as has_arrived,
           (select string_agg(distinct told.answer, ' ') from told where told.delivery_id = delivery.id) as answer
      from documents_delivery as delivery
     where delivery.id in (select told.delivery_id from told)
)
update documents_delivery as delivery
   set status = case
                    when became.has_bounced then 'bounced'
                    when became.has_arrived
                         and delivery.status in ('sent', 'unclear')
                         and not exists (select
                                           from jsonb_each(became.recipients) as one
                                          where one.value ->> 'status' <> 'confirmed') then 'confirmed'
                    else delivery.status
                end,
       recipients = became.recipients, last_answer = became.answer, act_id = %(act_id)s
  from became
 where delivery.id = became.delivery_id
