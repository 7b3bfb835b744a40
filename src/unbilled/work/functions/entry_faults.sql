-- function: work_entry_faults
-- returns:  per fault of entries that are given as JSON: position of the entry from 1, refusal, found
-- keeps:    everything an entry names is the company's, a task is the project's, a cost has a currency, and the books can hold the figures
-- source:   docs/rules/work.md#entering
create or replace function work_entry_faults(of_company bigint, entries json)
returns table ("position" bigint, refusal text, found text)
language sql stable as $$
    select given.position, fault.refusal, fault.found
      from work_given_entries(entries) as given
      left join masterdata_project as project
             on project.id = given.project_id and project.company_id = of_company
      left join masterdata_task as task on task.id = given.task_id and task.project_id = given.project_id
      left join masterdata_task as elsewhere on elsewhere.id = given.task_id and elsewhere.company_id = of_company
      left join masterdata_role as role
             on role.id = given.role_id and role.company_id = of_company
      left join masterdata_category as category
             on category.id = given.category_id and category.company_id = of_company
            and category.transaction_class = given.transaction_class
      left join masterdata_resource as resource
             on resource.id = given.resource_id and resource.company_id = of_company
      left join companies_currency as currency on currency.code = given.cost_currency
     cross join lateral (values
           ('ReferenceUnknown', given.transaction_class not in ('time', 'expense', 'material', 'fee'),
            'class ' || given.transaction_class),
           ('ReferenceUnknown',
            given.billing_type not in ('chargeable', 'non_chargeable', 'complimentary'),
            'billing type ' || given.billing_type),
           ('ReferenceUnknown', project.id is null, 'project ' || coalesce(given.project_id::text, '')),
           ('ReferenceUnknown', given.task_id is not null and task.id is null, format('task %s', coalesce(elsewhere.name, given.task_id::text))),
           ('ReferenceUnknown', given.role_id is not null and role.id is null, 'role ' || given.role_id),
           ('ReferenceUnknown', given.category_id is not null and category.id is null,
            given.transaction_class || ' category ' || given.category_id),
           ('ReferenceUnknown', given.resource_id is not null and resource.id is null, 'resource ' || given.resource_id),
           ('ReferenceUnknown', given.cost_currency is not null and currency.code is null,
            'currency ' || given.cost_currency),
           ('ProjectClosed', project.stage = 'closed', project.code),
           ('QuantityNegative', given.quantity < 0,
            format('%s in entry %s', trim_scale(given.quantity), given.position)),
           ('AmountTooLarge', abs(given.quantity) >= 1e12,
            format('quantity %s of entry %s', trim_scale(given.quantity), given.position)),
           ('AmountTooLarge', abs(given.unit_cost) >= 1e12 or abs(given.quantity * given.unit_cost) >= 1e16,
            format('cost %s of entry %s', trim_scale(given.unit_cost), given.position)),
           ('AmountTooLarge', abs(given.unit_price) >= 1e12 or abs(given.quantity * given.unit_price) >= 1e16,
            format('price %s of entry %s', trim_scale(given.unit_price), given.position)),
           ('QuantityTooFine', given.quantity <> 0 and round(given.quantity, 6) = 0,
            format('%s in entry %s', trim_scale(given.quantity), given.position)),
           ('CostWithoutCurrency', given.unit_cost is not null and given.cost_currency is null,
            trim_scale(given.unit_cost)::text)
           ) as fault (refusal, is_one, found)
     where fault.is_one
$$
