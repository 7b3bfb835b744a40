-- event:   keep_upload
-- returns: upload_id
-- source:  docs/imports.md#in-the-browser

insert into intake_upload (company_id, file_name, content, settings, corrects_id, uploaded_at, act_id)
values (%(company_id)s::bigint, %(file_name)s, %(content)s::bytea, %(settings)s::jsonb, %(corrects_id)s::bigint,
        %(uploaded_at)s::timestamptz, %(act_id)s)
returning id as upload_id
