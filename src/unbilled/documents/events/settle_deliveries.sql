-- event:   settle_deliveries
-- moves:   documents_delivery unclear -> sent; documents_delivery unclear -> waiting;
--          documents_delivery unclear -> failed; documents_delivery waiting -> sent;
--          documents_delivery waiting -> failed
-- returns: id of each delivery that is settled
-- keeps:   what waits again says when, and each of its recipients what became of it
-- source:  docs/rules/documents.md#unclear-deliveries

update documents_delivery as delivery
   set status = case %(status)s when 'sent' then 'sent' when 'waiting' then 'waiting' else 'failed' end,
       next_attempt_at = case when %(status)s = 'waiting' then %(at)s::timestamptz end,
       last_answer = case %(status)s
                          when 'sent' then 'Said to have arrived.'
                          when 'waiting' then 'Said not to have arrived.'
                          else 'Given up.'
                     end,
       recipients = (select coalesce(jsonb_object_agg(one.key,
                               case when one.value ->> 'status' in ('unclear', 'waiting')
                                    then one.value || jsonb_build_object('status',
                                           case %(status)s
                                                when 'sent' then 'accepted'
                                                when 'waiting' then 'waiting'
                                                else 'refused'
                                           end)
                                    else one.value
                               end), '{}')
                       from jsonb_each(delivery.recipients) as one),
       act_id = %(act_id)s
 where delivery.company_id = %(company_id)s
   and delivery.id = any(%(delivery_ids)s::bigint[])
   and (delivery.status = 'unclear' or delivery.status = 'waiting' and %(status)s <> 'waiting')
returning delivery.id
