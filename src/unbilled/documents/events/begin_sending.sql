-- event:   begin_sending
-- moves:   documents_delivery waiting -> sending
-- returns: id of each delivery that was due and is now being sent
-- keeps:   what is being sent is begun by nobody else; what another sender takes at this moment is passed over
-- source:  docs/rules/documents.md#delivery

with free as (
    select delivery.id
      from documents_delivery as delivery
     where delivery.company_id = %(company_id)s
       and delivery.id = any(%(delivery_ids)s::bigint[])
       and delivery.status = 'waiting'
       -- Another sender may have tried it meanwhile, and been asked to come again later.
       and delivery.next_attempt_at <= %(at)s
     order by delivery.next_attempt_at, delivery.id
     limit %(at_most)s::bigint
       for no key update skip locked
)

update documents_delivery as delivery
   set status = 'sending', attempts = delivery.attempts + 1, next_attempt_at = null, act_id = %(act_id)s
  from free
 where delivery.id = free.id
   and delivery.status = 'waiting'
returning delivery.id
