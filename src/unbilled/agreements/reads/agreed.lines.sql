-- read:    agreed
-- returns: per line, by contract and position: contract_line_id and the fields of its plain record; what stands in
--          tables of its own as names and values side by side
-- source:  docs/rules/agreements.md#contracts; docs/rules/agreements.md#chargeability

select contract.number as contract, line.id as contract_line_id, line.line_no, line.name, line.billing_method,
       project.code as project, line.include_time, line.include_expense, line.include_material, line.include_fee,
       line.contracted_amount as amount, line.limit_amount as "limit", line.schedule, line.billing_start,
       line.billing_through, line.quantity, line.unit, line.unit_price as price, line.delivery_date,
       category.transaction_class || '/' || category.name as category, coalesce(dimension_set.values, '{}'::jsonb) as dimensions,
       array(select customer.account
               from agreements_line_customer as share
               join masterdata_customer as customer on customer.id = share.customer_id
              where share.contract_line_id = line.id
              order by share.id) as customers,
       array(select share.split_percent
               from agreements_line_customer as share
              where share.contract_line_id = line.id
              order by share.id) as shares,
       array(select share.limit_amount
               from agreements_line_customer as share
              where share.contract_line_id = line.id
              order by share.id) as customer_limits,
       (select customer.account
          from agreements_line_customer as share
          join masterdata_customer as customer on customer.id = share.customer_id
         where share.contract_line_id = line.id
           and share.is_rounding) as rounding,
       array(select task.name
               from agreements_line_task as covered
               join masterdata_task as task on task.id = covered.task_id
              where covered.contract_line_id = line.id
              order by covered.id) as tasks,
       array(select covered.billing_type
               from agreements_line_task as covered
              where covered.contract_line_id = line.id
              order by covered.id) as task_types,
       array(select role.name
               from agreements_line_role as said
               join masterdata_role as role on role.id = said.role_id
              where said.contract_line_id = line.id
              order by said.id) as roles,
       array(select said.billing_type
               from agreements_line_role as said
              where said.contract_line_id = line.id
              order by said.id) as role_types,
       array(select category.transaction_class || '/' || category.name
               from agreements_line_category as said
               join masterdata_category as category on category.id = said.category_id
              where said.contract_line_id = line.id
              order by said.id) as categories,
       array(select said.billing_type
               from agreements_line_category as said
              where said.contract_line_id = line.id
              order by said.id) as category_types
  from agreements_contract as contract
  join agreements_contract_line as line on line.contract_id = contract.id
  left join masterdata_project as project on project.id = line.project_id
  left join masterdata_category as category on category.id = line.category_id
  left join companies_dimension_set as dimension_set on dimension_set.id = line.dimension_set_id
 where contract.company_id = %(company_id)s
   and (%(numbers)s::text[] is null or contract.number = any(%(numbers)s::text[]))
 order by contract.number, line.line_no
