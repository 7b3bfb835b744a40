-- read:    currencies_of_fees
-- returns: per project and task (0: without one) whose fees a line of time and material sells: project_id, task_id, currency

select place.project_id, place.task_id, line.contract_currency as currency
  from (select project.id as project_id, 0::bigint as task_id
          from masterdata_project as project
         where project.company_id = %(company_id)s::bigint
           and project.id = any(%(project_ids)s::bigint[])
         union all
        select task.project_id, task.id
          from masterdata_task as task
         where task.company_id = %(company_id)s::bigint
           and task.project_id = any(%(project_ids)s::bigint[])) as place
 cross join lateral agreements_covering_line(%(company_id)s::bigint, place.project_id, 'fee', place.task_id) as line
 where line.billing_method = 'time_and_material'
 order by place.project_id, place.task_id
