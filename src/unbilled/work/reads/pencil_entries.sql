-- read:    pencil_entries
-- returns: per entry that the company has, locked in id order: entry_id, name, status, was_recorded (approved once), username
--          of who entered it, is_of_others (somebody else did, and it is not the person's work)
-- source:  docs/rules/work.md#changing

select entry.id as entry_id, named.name, entry.status, entry.was_recorded, person.username,
       act.person_id <> %(person_id)s::bigint
           and not coalesce(entry.resource_id = any (array(
                   select own.resource_id
                     from masterdata_resources_of(%(company_id)s::bigint, %(person_id)s::bigint) as own)), false)
           as is_of_others
  from work_entry as entry
  join people_act as act on act.id = entry.entered_act_id
  join people_person as person on person.id = act.person_id
 cross join lateral work_entry_name(entry.id) as named
 where entry.company_id = %(company_id)s::bigint
   and entry.id = any(%(entry_ids)s::bigint[])
 order by entry.id
   for update of entry
