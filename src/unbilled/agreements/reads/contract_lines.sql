-- read:    contract_lines
-- returns: per contract line: billing method, project, classes and tasks it covers or product it sells, amount, who pays which share
-- source:  docs/rules/agreements.md#contracts; docs/rules/agreements.md#customers-and-shares

select line.id as contract_line_id, contract.id as contract_id, contract.number as contract, line.line_no,
       contract.number || '/' || line.name as name, line.billing_method, project.id as project_id,
       project.code as project,
       concat_ws(', ', case when line.include_time then 'time' end, case when line.include_expense then 'expense' end,
                 case when line.include_material then 'material' end, case when line.include_fee then 'fee' end)
           as classes,
       (select string_agg(task.name, ', ' order by covered.id)
          from agreements_line_task as covered
          join masterdata_task as task on task.id = covered.task_id
         where covered.contract_line_id = line.id) as tasks,
       line.quantity, line.unit, line.unit_price, line.delivery_date, line.contracted_amount, contract.currency_id as currency,
       (select string_agg(customer.name || ' ' || trim_scale(share.split_percent) || ' %%', ', ' order by share.id)
          from agreements_line_customer as share
          join masterdata_customer as customer on customer.id = share.customer_id
         where share.contract_line_id = line.id) as customers
  from agreements_contract_line as line
  join agreements_contract as contract on contract.id = line.contract_id
  left join masterdata_project as project on project.id = line.project_id
 where line.company_id = %(company_id)s::bigint
   and contract.company_id = %(company_id)s::bigint
