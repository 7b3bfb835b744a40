-- event:   note_deliveries
-- moves:   documents_delivery sending -> sent; documents_delivery sending -> sent_in_part;
--          documents_delivery sending -> waiting; documents_delivery sending -> failed;
--          documents_delivery sending -> unclear
-- returns: one row per delivery that was being sent
-- keeps:   what waits for another attempt says when
-- source:  docs/rules/documents.md#delivery

update documents_delivery as delivery
   set status = case tried.status
                     when 'sent' then 'sent'
                     when 'sent_in_part' then 'sent_in_part'
                     when 'waiting' then 'waiting'
                     when 'failed' then 'failed'
                     else 'unclear'
                end,
       last_answer = tried.answer,
       next_attempt_at = tried.next_attempt_at,
       recipients = case when tried.recipients = '{}' then delivery.recipients else tried.recipients end,
       act_id = %(act_id)s
  from jsonb_to_recordset(%(tried)s::jsonb)
         as tried (delivery_id bigint, status text, answer text, recipients jsonb, next_attempt_at timestamptz)
 where delivery.company_id = %(company_id)s
   and delivery.id = tried.delivery_id
   and delivery.status = 'sending'
