-- holds:  The acts that uploads name stand in the act log.
-- breaks: Nobody can say who brought a file, and whoever may see only their own is shown none.
-- shows:  upload_id, act_id

select upload.id as upload_id, upload.act_id
  from intake_upload as upload
 where not exists (select
                     from people_act as act
                    where act.id = upload.act_id)
 order by upload.id
