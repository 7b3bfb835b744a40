-- function: work_checked_entries
-- returns:  per entry that is given as JSON, in the order given: its fields, its position from 1, and its faults, each the name of a refusal, a space and what is wrong in which entry: by its reference, else its position (none: an empty array)
-- keeps:    everything an entry names is the company's, a task is the project's, a cost has a currency, and the books can hold the figures
-- source:   docs/rules/work.md#entering
create or replace function work_checked_entries(of_company bigint, entries json)
returns table ("position" bigint, transaction_class text, transaction_date date, project_id bigint, task_id bigint,
               role_id bigint, category_id bigint, resource_id bigint, quantity numeric, unit text,
               unit_cost numeric, cost_currency text, unit_price numeric, billing_type text, description text,
               internal_note text, external_reference text, faults text[])
language sql stable as $$
    -- One array of conditions an entry, whose sentences are put together where they are needed: rows of conditions
    -- that are filtered cost three times as much.
    select given.position, given.transaction_class, given.transaction_date, given.project_id, given.task_id,
           given.role_id, given.category_id, given.resource_id, given.quantity, given.unit, given.unit_cost,
           given.cost_currency, given.unit_price, given.billing_type, given.description, given.internal_note,
           given.external_reference,
           array_remove(array[
               case when given.transaction_class not in ('time', 'expense', 'material', 'fee')
                    then format('ReferenceUnknown class %s of entry %s', given.transaction_class, said.name) end,
               case when given.billing_type not in ('chargeable', 'non_chargeable', 'complimentary')
                    then format('ReferenceUnknown billing type %s of entry %s', given.billing_type, said.name) end,
               case when project.id is null
                    then format('ReferenceUnknown project %s of entry %s', given.project_id, said.name) end,
               case when given.task_id is not null and task.id is null
                    then format('ReferenceUnknown task %s of entry %s, whose project is %s',
                                coalesce((select elsewhere.name
                                            from masterdata_task as elsewhere
                                           where elsewhere.id = given.task_id
                                             and elsewhere.company_id = of_company), given.task_id::text),
                                said.name, coalesce(project.code, 'unknown')) end,
               case when given.role_id is not null and role.id is null
                    then format('ReferenceUnknown role %s of entry %s', given.role_id, said.name) end,
               case when given.category_id is not null and category.id is null
                    then coalesce((select format('ReferenceUnknown category %s of entry %s, which is %s and not %s',
                                                 other.name, said.name, given.transaction_class,
                                                 other.transaction_class)
                                     from masterdata_category as other
                                    where other.id = given.category_id
                                      and other.company_id = of_company),
                                  format('ReferenceUnknown category %s of entry %s', given.category_id,
                                         said.name)) end,
               case when given.resource_id is not null and resource.id is null
                    then format('ReferenceUnknown resource %s of entry %s', given.resource_id, said.name) end,
               case when given.cost_currency is not null and currency.code is null
                    then format('ReferenceUnknown currency %s of entry %s', given.cost_currency, said.name) end,
               case when project.stage = 'closed' then 'ProjectClosed ' || project.code end,
               case when given.quantity < 0
                    then format('QuantityNegative %s in entry %s', trim_scale(given.quantity), said.name) end,
               case when abs(given.quantity) >= 1e12
                    then format('AmountTooLarge quantity %s of entry %s', trim_scale(given.quantity), said.name) end,
               case when abs(given.unit_cost) >= 1e12 or abs(given.quantity * given.unit_cost) >= 1e16
                    then format('AmountTooLarge cost %s of entry %s', trim_scale(given.unit_cost), said.name) end,
               case when abs(given.unit_price) >= 1e12 or abs(given.quantity * given.unit_price) >= 1e16
                    then format('AmountTooLarge price %s of entry %s', trim_scale(given.unit_price), said.name) end,
               case when given.quantity <> round(given.quantity, 6)
                    then format('FigureTooFine quantity %s of entry %s', trim_scale(given.quantity), said.name) end,
               case when given.unit_cost <> round(given.unit_cost, 6)
                    then format('FigureTooFine cost %s of entry %s', trim_scale(given.unit_cost), said.name) end,
               case when given.unit_price <> round(given.unit_price, 6)
                    then format('FigureTooFine price %s of entry %s', trim_scale(given.unit_price), said.name) end,
               case when given.unit_cost is not null and given.cost_currency is null
                    then format('CostWithoutCurrency %s in entry %s', trim_scale(given.unit_cost), said.name) end
           ], null) as faults
      from work_given_entries(entries) as given
      left join masterdata_project as project
             on project.id = given.project_id and project.company_id = of_company
      left join masterdata_task as task on task.id = given.task_id and task.project_id = given.project_id
      left join masterdata_role as role
             on role.id = given.role_id and role.company_id = of_company
      left join masterdata_category as category
             on category.id = given.category_id and category.company_id = of_company
            and category.transaction_class = given.transaction_class
      left join masterdata_resource as resource
             on resource.id = given.resource_id and resource.company_id = of_company
      left join companies_currency as currency on currency.code = given.cost_currency
     cross join lateral (select coalesce(nullif(given.external_reference, ''), given.position::text) as name) as said
$$
