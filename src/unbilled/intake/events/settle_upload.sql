-- event:   settle_upload
-- returns: upload_id, when it is there and within reach
-- source:  docs/imports.md#in-the-browser

update intake_upload as upload
   set settings = %(settings)s::jsonb
  from people_act as act
 where upload.id = %(upload_id)s::bigint
   and upload.company_id = %(company_id)s::bigint
   and act.id = upload.act_id
   and (%(person_id)s::bigint is null or act.person_id = %(person_id)s::bigint)
returning upload.id as upload_id
