-- event:   keep_result
-- returns: nothing
-- source:  docs/imports.md#in-the-browser

update intake_upload
   set result = %(result)s::jsonb,
       rejected = %(rejected)s::bytea
 where id = %(upload_id)s::bigint
   and company_id = %(company_id)s::bigint
