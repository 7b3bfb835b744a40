-- event:   forget_uploads
-- returns: nothing; the row count says how many
-- source:  docs/imports.md#in-the-browser

update intake_upload
   set content = ''::bytea,
       rejected = null
 where company_id = %(company_id)s::bigint
   and uploaded_at < %(before)s::timestamptz
   and (content <> ''::bytea or rejected is not null)
