-- read:    find_upload, the latest
-- returns: per upload: upload_id, file_name, uploaded_at, person, run_id, run_status, is_imported, rejected_count

select upload.id as upload_id, upload.file_name, upload.uploaded_at, person.username as person, run.id as run_id,
       coalesce(run.status, '') as run_status, upload.result is not null as is_imported,
       coalesce((upload.result ->> 'rejected_count')::bigint, 0) as rejected_count
  from intake_upload as upload
  join people_act as act on act.id = upload.act_id
  join people_person as person on person.id = act.person_id
  left join lateral (select candidate.id, candidate.status
                       from runs_run as candidate
                      where candidate.company_id = upload.company_id
                        and candidate.run_kind = 'import_entries'
                        and candidate.task -> 'needs' ->> 'upload_id' = upload.id::text
                      order by candidate.id desc
                      limit 1) as run on true
 where upload.company_id = %(company_id)s::bigint
   and (%(person_id)s::bigint is null or act.person_id = %(person_id)s::bigint)
 order by upload.id desc
 limit %(limit)s::bigint
