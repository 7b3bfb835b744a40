-- read:    tables, its deliveries
-- returns: one row per delivery: what, how, to whom, where it stands

select delivery.id as key,
       delivery.name as delivery,
       delivery.channel,
       delivery.sent_to as "to",
       delivery.status,
       delivery.attempts
  from documents_delivery as delivery
 where delivery.company_id = %(company_id)s
 order by delivery.id
