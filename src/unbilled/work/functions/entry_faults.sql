-- function: work_entry_faults
-- returns:  per fault of entries that are given as JSON: position of the entry from 1, refusal, and what is found of
--           which entry: by its reference, else its position
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
      left join masterdata_category as other
             on other.id = given.category_id and other.company_id = of_company
            and other.transaction_class <> given.transaction_class
      left join masterdata_resource as resource
             on resource.id = given.resource_id and resource.company_id = of_company
      left join companies_currency as currency on currency.code = given.cost_currency
     cross join lateral (select coalesce(nullif(given.external_reference, ''), given.position::text) as name) as said
     cross join lateral (values
           ('ReferenceUnknown', given.transaction_class not in ('time', 'expense', 'material', 'fee'),
            format('class %s of entry %s', given.transaction_class, said.name)),
           ('ReferenceUnknown',
            given.billing_type not in ('chargeable', 'non_chargeable', 'complimentary'),
            format('billing type %s of entry %s', given.billing_type, said.name)),
           ('ReferenceUnknown', project.id is null, format('project %s of entry %s', given.project_id, said.name)),
           ('ReferenceUnknown', given.task_id is not null and task.id is null,
            format('task %s of entry %s, whose project is %s', coalesce(elsewhere.name, given.task_id::text), said.name,
                   coalesce(project.code, 'unknown'))),
           ('ReferenceUnknown', given.role_id is not null and role.id is null,
            format('role %s of entry %s', given.role_id, said.name)),
           ('ReferenceUnknown', given.category_id is not null and category.id is null,
            case when other.id is null then format('category %s of entry %s', given.category_id, said.name)
                 else format('category %s of entry %s, which is %s and not %s', other.name, said.name,
                             given.transaction_class, other.transaction_class)
            end),
           ('ReferenceUnknown', given.resource_id is not null and resource.id is null,
            format('resource %s of entry %s', given.resource_id, said.name)),
           ('ReferenceUnknown', given.cost_currency is not null and currency.code is null,
            format('currency %s of entry %s', given.cost_currency, said.name)),
           ('ProjectClosed', project.stage = 'closed', project.code),
           ('QuantityNegative', given.quantity < 0,
            format('%s in entry %s', trim_scale(given.quantity), said.name)),
           ('AmountTooLarge', abs(given.quantity) >= 1e12,
            format('quantity %s of entry %s', trim_scale(given.quantity), said.name)),
           ('AmountTooLarge', abs(given.unit_cost) >= 1e12 or abs(given.quantity * given.unit_cost) >= 1e16,
            format('cost %s of entry %s', trim_scale(given.unit_cost), said.name)),
           ('AmountTooLarge', abs(given.unit_price) >= 1e12 or abs(given.quantity * given.unit_price) >= 1e16,
            format('price %s of entry %s', trim_scale(given.unit_price), said.name)),
           ('QuantityTooFine', given.quantity <> 0 and round(given.quantity, 6) = 0,
            format('%s in entry %s', trim_scale(given.quantity), said.name)),
           ('CostWithoutCurrency', given.unit_cost is not null and given.cost_currency is null,
            format('%s in entry %s', trim_scale(given.unit_cost), said.name))
           ) as fault (refusal, is_one, found)
     where fault.is_one
$$
