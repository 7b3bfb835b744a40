-- read:    week_entries
-- returns: per entry of the resources that are a person, by day: what was done, how much, its amount (of a fee in contract currency), where it stands, its receipts
-- source:  docs/rules/work.md#entering

select entry.id as entry_id, coalesce(entry.external_reference, entry.id::text) as entry, entry.transaction_class,
       entry.transaction_date, entry.resource_id, entry.project_id, project.code as project,
       project.name as project_name, project.stage, entry.task_id, task.name as task, entry.role_id,
       role.name as role, entry.category_id, category.name as category, entry.quantity, entry.unit,
       entry.quantity * coalesce(entry.unit_cost, entry.unit_price) as amount,
       coalesce(entry.cost_currency_id, selling.contract_currency) as amount_currency, entry.description,
       entry.status, approval.comment,
       exists (select from work_recall as recall where recall.entry_id = entry.id and recall.status = 'requested')
           as is_asked_for,
       (select count(*) from work_receipt as receipt where receipt.entry_id = entry.id) as receipt_count
  from masterdata_resources_of(%(company_id)s::bigint, %(person_id)s::bigint) as own
  join work_entry as entry on entry.resource_id = own.resource_id
  join masterdata_project as project on project.id = entry.project_id
  left join masterdata_task as task on task.id = entry.task_id
  left join masterdata_role as role on role.id = entry.role_id
  left join masterdata_category as category on category.id = entry.category_id
  left join lateral agreements_covering_line(%(company_id)s::bigint, entry.project_id, entry.transaction_class,
                                             coalesce(entry.task_id, 0)) as selling
            on entry.transaction_class = 'fee'
  left join work_approval as approval on approval.id = entry.approval_id
 where entry.company_id = %(company_id)s::bigint
   and entry.status <> 'written'
   and entry.transaction_date between %(first)s::date and %(last)s::date
 order by entry.transaction_date, project.code, task.name nulls first, entry.id
