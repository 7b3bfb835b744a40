-- read:    trace, entries of work
-- returns: the entries asked for: who, what, when, how much, and the acts behind it

select entry.id as entry_id,
       entry.external_reference,
       entry.transaction_class,
       entry.transaction_date,
       entry.quantity,
       entry.unit,
       entry.billable_quantity,
       entry.description,
       entry.status,
       project.code as project,
       task.name as task,
       resource.name as resource,
       category.name as category,
       entry.entered_act_id,
       entry.submitted_act_id,
       approval.act_id as decision_act_id,
       approval.decision
  from work_entry as entry
  join masterdata_project as project on project.id = entry.project_id
  left join masterdata_task as task on task.id = entry.task_id
  left join masterdata_resource as resource on resource.id = entry.resource_id
  left join masterdata_category as category on category.id = entry.category_id
  left join work_approval as approval on approval.id = entry.approval_id
 where entry.company_id = %(company_id)s
   and entry.id = any(%(entry_ids)s::bigint[])
 order by entry.id
