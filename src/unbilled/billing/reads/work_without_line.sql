-- read:    work_without_line
-- returns: per approved piece of work that no contract line sells: what it cost, the names people know, and reason, why nothing sells it
-- source:  docs/rules/agreements.md#work-without-a-line

-- Why goes by project, class and task, of which there are few: PostgreSQL remembers it.
select cost.id as actual_id, cost.transaction_date, cost.project_id, project.code as project, cost.task_id,
       task.name as task, cost.category_id, category.name as category, cost.resource_id, resource.name as resource,
       concat_ws(', ', resource.name, coalesce(task.name, category.name, role.name),
                 nullif(entry.description, '')) as work,
       coalesce(entry.external_reference, entry.id::text) as entry, cost.transaction_class, cost.quantity, cost.unit,
       cost.transaction_amount, cost.transaction_currency,
       case when why.lines is null then 'no contract names the project'
            when not why.is_class then format('%%s includes no %%s', why.lines, cost.transaction_class)
            when not why.is_task and cost.task_id is null then format('%%s lists tasks, and the work has none', why.lines)
            when not why.is_task then format('%%s does not list the task', why.lines)
            when not why.is_open then format('%%s is of a closed contract', why.closed_lines)
            when not why.is_sold then format('%%s has no customer with a share yet', why.lines)
            else format('%%s covers it by now', why.lines)
       end as reason
  from actuals_actual as cost
  left join masterdata_project as project on project.id = cost.project_id
  left join masterdata_task as task on task.id = cost.task_id
  left join masterdata_role as role on role.id = cost.role_id
  left join masterdata_category as category on category.id = cost.category_id
  left join masterdata_resource as resource on resource.id = cost.resource_id
  left join work_entry as entry on entry.id = cost.entry_id
  left join lateral (
       select string_agg(contract.number || '/' || line.name, ', ' order by contract.number, line.line_no) as lines,
              string_agg(contract.number || '/' || line.name, ', ' order by contract.number, line.line_no)
              filter (where line.is_class and line.is_task and contract.status = 'closed') as closed_lines,
              bool_or(line.is_class) as is_class, bool_or(line.is_class and line.is_task) as is_task,
              bool_or(line.is_class and line.is_task and contract.status <> 'closed') as is_open,
              bool_or(line.is_class and line.is_task
                      and (contract.status = 'confirmed'
                           or contract.status = 'draft'
                              and exists (select
                                            from agreements_line_customer as payer
                                           where payer.contract_line_id = line.id
                                             and payer.split_percent > 0))) as is_sold
         from (select named.id, named.contract_id, named.name, named.line_no,
                      case cost.transaction_class
                          when 'time' then named.include_time
                          when 'expense' then named.include_expense
                          when 'material' then named.include_material
                          else named.include_fee
                      end as is_class,
                      named.covers_all_tasks
                      or exists (select
                                   from agreements_line_task as listed
                                  where listed.contract_line_id = named.id
                                    and listed.task_id = cost.task_id) as is_task
                 from agreements_contract_line as named
                where named.company_id = cost.company_id
                  and named.project_id = cost.project_id) as line
         join agreements_contract as contract on contract.id = line.contract_id
       ) as why on true
 where cost.company_id = %(company_id)s::bigint
   and cost.transaction_type = 'cost'
   and cost.contract_line_id is null
   and cost.reverses_id is null
   and not exists (select
                     from actuals_actual as reversal
                    where reversal.reverses_id = cost.id)
