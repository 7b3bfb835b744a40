-- holds:  The task of an entry belongs to the project of the entry.
-- breaks: Work would be priced and billed by the rules of another project's task.
-- shows:  entry_id, project_id of the entry, task_project_id
select entry.id as entry_id, entry.project_id, task.project_id as task_project_id
  from work_entry as entry
  join masterdata_task as task on task.id = entry.task_id
 where task.project_id <> entry.project_id
 order by entry.id
