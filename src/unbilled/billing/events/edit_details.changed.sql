-- event:   edit_details
-- returns: line_no, quantity, unit_price, billing_type and person (who wrote it) per detail that another act than the one seen has written last
-- source:  docs/rules/billing.md#editing

select detail.line_no, detail.quantity, detail.unit_price, detail.billing_type, person.username as person
  from unnest(%(line_nos)s::integer[], %(act_ids)s::bigint[]) as seen (line_no, act_id)
  join billing_proforma_detail as detail
    on detail.company_id = %(company_id)s
   and detail.proforma_id = %(proforma_id)s
   and detail.line_no = seen.line_no
  join people_act as act on act.id = detail.act_id
  join people_person as person on person.id = act.person_id
 where detail.act_id <> seen.act_id
 order by detail.line_no
