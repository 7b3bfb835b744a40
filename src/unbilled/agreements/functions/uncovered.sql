-- function: agreements_uncovered
-- returns:  one row: reason, why no contract line sells the work of a project, class and task; where one covers it by now, that
-- keeps:    the first reason in the order of mending: project, class, task, contract, share
-- source:   docs/rules/agreements.md#work-without-a-line
create or replace function agreements_uncovered(of_company bigint, of_project bigint, of_class text, of_task bigint)
returns table (reason text)
language sql stable as $$
    select case when named_lines.lines is null then 'no contract names the project'
                when not named_lines.is_class and named_lines.are_several then format('%s include no %s', named_lines.lines, of_class)
                when not named_lines.is_class then format('%s includes no %s', named_lines.lines, of_class)
                when not named_lines.is_task and of_task is null then
                    format('%s %s tasks, and the work has none', named_lines.lines, case when named_lines.are_several then 'list' else 'lists' end)
                when not named_lines.is_task then
                    format('%s %s not list the task', named_lines.lines, case when named_lines.are_several then 'do' else 'does' end)
                when not named_lines.is_open then format('%s is of a closed contract', named_lines.closed_lines)
                when not named_lines.is_sold then format('%s has no customer with a share yet', named_lines.lines)
                else format('%s covers it by now', named_lines.lines)
           end
      from (
          select string_agg(contract.number || '/' || line.name, ', ' order by contract.number, line.line_no) as lines,
                 string_agg(contract.number || '/' || line.name, ', ' order by contract.number, line.line_no)
                 filter (where line.is_class and line.is_task and contract.status = 'closed') as closed_lines,
                 count(*) > 1 as are_several, bool_or(line.is_class) as is_class, bool_or(line.is_class and line.is_task) as is_task,
                 bool_or(line.is_class and line.is_task and contract.status <> 'closed') as is_open,
                 bool_or(line.is_class and line.is_task
                         and (contract.status = 'confirmed'
                              or contract.status = 'draft'
                                 and exists (select
                                               from agreements_line_customer as payer
                                              where payer.contract_line_id = line.id
                                                and payer.split_percent > 0))) as is_sold
            from (select named.id, named.contract_id, named.name, named.line_no,
                         case of_class
                             when 'time' then named.include_time
                             when 'expense' then named.include_expense
                             when 'material' then named.include_material
                             else named.include_fee
                         end as is_class,
                         named.covers_all_tasks
                         or exists (select
                                      from agreements_line_task as listed
                                     where listed.contract_line_id = named.id
                                       and listed.task_id = of_task) as is_task
                    from agreements_contract_line as named
                   where named.company_id = of_company
                     and named.project_id = of_project) as line
            join agreements_contract as contract on contract.id = line.contract_id
           ) as named_lines
$$
