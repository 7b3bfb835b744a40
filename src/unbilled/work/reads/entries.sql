-- read:    entries
-- returns: per entry: what was done by whom, where it stands, the confirmed contract line that covers it; with
--          customers, those whose line one of them pays
-- source:  docs/rules/work.md#work-that-waits

-- Names come from left joins on keys: where none is asked for PostgreSQL leaves them out, and what covers an entry too.
select entry.id as entry_id, coalesce(entry.external_reference, entry.id::text) as entry, entry.transaction_date,
       entry.transaction_class, entry.project_id, project.code as project, entry.task_id, task.name as task,
       entry.role_id, role.name as role, entry.category_id, category.name as category, entry.resource_id,
       coalesce(resource.name, '') as resource, entry.description, entry.quantity, entry.billable_quantity,
       entry.unit, entry.unit_cost, entry.cost_currency_id as cost_currency, entry.unit_price, entry.internal_note,
       approval.comment, (select count(*) from work_receipt as receipt where receipt.entry_id = entry.id) as receipt_count,
       entry.billing_type, entry.status, covering.contract_id, contract.number as contract,
       covering.name as contract_line, covering.id is null as is_without_line, act.acted_at as changed_at,
       person.username as changed_by
  from work_entry as entry
  left join masterdata_project as project on project.id = entry.project_id
  left join masterdata_task as task on task.id = entry.task_id
  left join masterdata_role as role on role.id = entry.role_id
  left join masterdata_category as category on category.id = entry.category_id
  left join masterdata_resource as resource on resource.id = entry.resource_id
  left join agreements_contract_line as covering
    on covering.id = (
       select line.id
         from agreements_contract_line as line
         join agreements_contract as signed on signed.id = line.contract_id
        where line.project_id = entry.project_id
          and signed.status = 'confirmed'
          and case entry.transaction_class
                  when 'time' then line.include_time
                  when 'expense' then line.include_expense
                  when 'material' then line.include_material
                  else line.include_fee
              end
          and (line.covers_all_tasks
               or exists (select
                            from agreements_line_task as line_task
                           where line_task.contract_line_id = line.id
                             and line_task.task_id = entry.task_id))
        order by line.covers_all_tasks desc, line.id
        limit 1
       )
  left join agreements_contract as contract on contract.id = covering.contract_id
  left join work_approval as approval on approval.id = entry.approval_id
  left join people_act as act on act.id = entry.act_id
  left join people_person as person on person.id = act.person_id
 where entry.company_id = %(company_id)s::bigint
   and (%(customer_ids)s::bigint[] is null
        or exists (select
                     from agreements_line_customer as line_customer
                    where line_customer.contract_line_id = covering.id
                      and line_customer.customer_id = any(%(customer_ids)s::bigint[])))
