-- read:    find_upload
-- returns: the upload, if it is there and within reach: upload_id, file_name, content, settings, result, rejected,
--          corrects_id, run_id (of the latest run that imports it), uploaded_on

select upload.id as upload_id, upload.file_name, upload.content, upload.settings::text as settings,
       upload.result::text as result, upload.rejected, upload.corrects_id,
       (select max(run.id)
          from runs_run as run
         where run.company_id = upload.company_id
           and run.run_kind = 'import_entries'
           and run.task -> 'needs' ->> 'upload_id' = upload.id::text) as run_id,
       upload.uploaded_at::date as uploaded_on
  from intake_upload as upload
  join people_act as act on act.id = upload.act_id
 where upload.company_id = %(company_id)s::bigint
   and upload.id = %(upload_id)s::bigint
   and (%(person_id)s::bigint is null or act.person_id = %(person_id)s::bigint)
