-- function: agreements_covering_line
-- returns:  one row: the contract line that sells the work of a project, class and task (0 for no task), and what it says about the task; empty when none does
-- keeps:    a confirmed contract goes before a draft, a line for all tasks before one that lists the task; a draft sells once somebody pays; a closed contract covers nothing
-- source:   docs/rules/agreements.md#covering-line; docs/rules/agreements.md#draft-contracts
create or replace function agreements_covering_line(
    of_company bigint, of_project bigint, of_class text, of_task bigint)
returns table (contract_line_id bigint, contract_id bigint, contract_currency text, billing_method text,
               task_billing_type text)
language sql stable as $$
    select line.id, line.contract_id, contract.currency_id, line.billing_method,
           case when line.covers_all_tasks then 'chargeable' else listed.billing_type end
      from agreements_contract_line as line
      join agreements_contract as contract on contract.id = line.contract_id
      left join agreements_line_task as listed
             on listed.contract_line_id = line.id and listed.task_id = of_task
     where line.project_id = of_project
       and line.company_id = of_company
       and case of_class
           when 'time' then line.include_time
           when 'expense' then line.include_expense
           when 'material' then line.include_material
           when 'fee' then line.include_fee
           end
       and (line.covers_all_tasks or listed.id is not null)
       and (contract.status = 'confirmed'
            or contract.status = 'draft'
               and exists (select from agreements_line_customer as payer
                            where payer.contract_line_id = line.id
                              and payer.split_percent > 0))
     order by contract.status <> 'confirmed', not line.covers_all_tasks, line.id
     limit 1
$$
