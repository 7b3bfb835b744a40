-- read:    write_off_reasons
-- returns: per write-off reason: its code and text, who changed it last
-- source:  docs/rules/masters.md#write-off-reasons

select reason.id as write_off_reason_id, reason.code, reason.name,
       act.acted_at as changed_at, person.username as changed_by
  from masterdata_write_off_reason as reason
  left join people_act as act on act.id = reason.act_id
  left join people_person as person on person.id = act.person_id
 where reason.company_id = %(company_id)s::bigint
