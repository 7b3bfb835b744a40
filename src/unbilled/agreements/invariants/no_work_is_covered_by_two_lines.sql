-- holds:  One line at most covers a class of a project, or of a task; a line for the whole project stands alone.
-- breaks: The same work could be sold under either line, at two prices.
-- shows:  one_line_id, other_line_id, project_id
with covering as (
    select line.id, line.project_id, line.covers_all_tasks,
           line.include_time, line.include_expense, line.include_material, line.include_fee
      from agreements_contract as contract
      join agreements_contract_line as line on line.contract_id = contract.id
     where contract.status = 'confirmed'
)

select one.id as one_line_id, other.id as other_line_id, one.project_id
  from covering as one
  join covering as other on other.project_id = one.project_id and other.id > one.id
 where (one.include_time and other.include_time
        or one.include_expense and other.include_expense
        or one.include_material and other.include_material
        or one.include_fee and other.include_fee)
   and (one.covers_all_tasks
        or other.covers_all_tasks
        or exists (select from agreements_line_task as task
                     join agreements_line_task as same on same.task_id = task.task_id
                    where task.contract_line_id = one.id
                      and same.contract_line_id = other.id))
 order by one.id, other.id
