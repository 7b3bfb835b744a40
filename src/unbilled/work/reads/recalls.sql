-- read:    recalls
-- returns: per wish to have an approved entry back: who asked for what and why, and what became of it
-- source:  docs/rules/work.md#asking-for-work-back

select recall.id as recall_id, recall.entry_id, coalesce(entry.external_reference, entry.id::text) as entry,
       entry.transaction_date, entry.resource_id, coalesce(resource.name, '') as resource, entry.project_id,
       project.code as project, entry.quantity, entry.unit, entry.description, recall.reason,
       asker.username as asked_by, asked.acted_at as asked_at, recall.status, recall.answer,
       act.acted_at as changed_at, person.username as changed_by
  from work_recall as recall
  join work_entry as entry on entry.id = recall.entry_id
  left join masterdata_project as project on project.id = entry.project_id
  left join masterdata_resource as resource on resource.id = entry.resource_id
  left join people_act as asked on asked.id = recall.requested_act_id
  left join people_person as asker on asker.id = asked.person_id
  left join people_act as act on act.id = recall.act_id
  left join people_person as person on person.id = act.person_id
 where recall.company_id = %(company_id)s::bigint
