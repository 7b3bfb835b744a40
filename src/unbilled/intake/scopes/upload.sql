-- read:    scope of upload
-- returns: files that others have brought: record_id, name, manager
-- source:  docs/rules/acts.md#own-contracts

select upload.id as record_id, 'file ' || upload.file_name as name, person.username::text as manager
  from intake_upload as upload
  join people_act as act on act.id = upload.act_id
  join people_person as person on person.id = act.person_id
 where upload.company_id = %(company_id)s::bigint
   and upload.id = any(%(ids)s::bigint[])
   and act.person_id <> %(sight_person_id)s::bigint
 order by upload.id
