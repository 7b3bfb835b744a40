-- read:    steps, which deliveries
-- returns: deliveries with these names, or all

select delivery.id
  from documents_delivery as delivery
 where delivery.company_id = %(company_id)s
   and (%(names)s::text[] is null or delivery.name = any(%(names)s::text[]))
 order by delivery.id
