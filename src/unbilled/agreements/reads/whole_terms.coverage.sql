-- read:    whole_terms
-- returns: per two lines that cover the same work: contract_id of one that is asked, one_line, other_line, project
-- source:  docs/rules/agreements.md#one-line-for-the-same-work

with covering as (
    select line.id, line.contract_id, line.project_id, line.covers_all_tasks,
           line.include_time, line.include_expense, line.include_material, line.include_fee,
           format('%%s line %%s %%s', contract.number, line.line_no, line.name) as written,
           contract.id = any(%(contract_ids)s::bigint[]) as is_new
      from agreements_contract as contract
      join agreements_contract_line as line on line.contract_id = contract.id
     where contract.company_id = %(company_id)s
       and (contract.status = 'confirmed' or contract.id = any(%(contract_ids)s::bigint[]))
)

select one.contract_id, one.written as one_line, other.written as other_line, project.code as project
  from covering as one
  join covering as other
    on other.project_id = one.project_id
   and (other.id > one.id or not other.is_new)
   and other.id <> one.id
  join masterdata_project as project on project.id = one.project_id
 where one.is_new
   and (one.include_time and other.include_time
        or one.include_expense and other.include_expense
        or one.include_material and other.include_material
        or one.include_fee and other.include_fee)
   and (one.covers_all_tasks
        or other.covers_all_tasks
        or exists (select from agreements_line_task as task
                     join agreements_line_task as same on same.task_id = task.task_id
                    where task.contract_line_id = one.id
                      and same.contract_line_id = other.id))
 order by one.contract_id, one.id, other.id
