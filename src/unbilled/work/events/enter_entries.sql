-- event:   enter_entries
-- returns: entry_id per new entry in the order given; or, when one is not possible, per fault: refusal, found, positions (from 1)
-- keeps:   an external reference is entered once
-- source:  docs/rules/work.md#entering

with given as materialized (
    select row_number() over () as position, entry.transaction_class, entry.transaction_date, entry.project_id,
           entry.task_id, entry.role_id, entry.category_id, entry.resource_id, entry.quantity, entry.unit,
           entry.unit_cost, entry.cost_currency, entry.unit_price, entry.billing_type, entry.description,
           entry.internal_note, entry.external_reference
      from json_to_recordset(%(entries)s::json)
        as entry (transaction_class text, transaction_date date, project_id bigint, task_id bigint,
                  role_id bigint, category_id bigint, resource_id bigint, quantity numeric, unit text,
                  unit_cost numeric, cost_currency text, unit_price numeric, billing_type text,
                  description text, internal_note text, external_reference text)
),

faults as materialized (
    select given.position, fault.refusal, fault.found
      from given
      left join masterdata_project as project
             on project.id = given.project_id and project.company_id = %(company_id)s
      left join masterdata_task as task on task.id = given.task_id and task.project_id = given.project_id
      left join masterdata_role as role
             on role.id = given.role_id and role.company_id = %(company_id)s
      left join masterdata_category as category
             on category.id = given.category_id and category.company_id = %(company_id)s
            and category.transaction_class = given.transaction_class
      left join masterdata_resource as resource
             on resource.id = given.resource_id and resource.company_id = %(company_id)s
      left join companies_currency as currency on currency.code = given.cost_currency
     cross join lateral (values
           ('ReferenceUnknown', given.transaction_class not in ('time', 'expense', 'material', 'fee'),
            'class ' || given.transaction_class),
           ('ReferenceUnknown',
            given.billing_type not in ('chargeable', 'non_chargeable', 'complimentary'),
            'billing type ' || given.billing_type),
           ('ReferenceUnknown', project.id is null, 'project ' || coalesce(given.project_id::text, '')),
           ('ReferenceUnknown', given.task_id is not null and task.id is null, 'task ' || given.task_id),
           ('ReferenceUnknown', given.role_id is not null and role.id is null, 'role ' || given.role_id),
           ('ReferenceUnknown', given.category_id is not null and category.id is null,
            given.transaction_class || ' category ' || given.category_id),
           ('ReferenceUnknown', given.resource_id is not null and resource.id is null, 'resource ' || given.resource_id),
           ('ReferenceUnknown', given.cost_currency is not null and currency.code is null,
            'currency ' || given.cost_currency),
           ('ProjectClosed', project.stage = 'closed', project.code),
           ('QuantityNegative', given.quantity < 0,
            format('%%s in entry %%s', trim_scale(given.quantity), given.position)),
           ('AmountTooLarge', abs(given.quantity) >= 1e12,
            format('quantity %%s of entry %%s', trim_scale(given.quantity), given.position)),
           ('AmountTooLarge', abs(given.unit_cost) >= 1e12 or abs(given.quantity * given.unit_cost) >= 1e16,
            format('cost %%s of entry %%s', trim_scale(given.unit_cost), given.position)),
           ('AmountTooLarge', abs(given.unit_price) >= 1e12 or abs(given.quantity * given.unit_price) >= 1e16,
            format('price %%s of entry %%s', trim_scale(given.unit_price), given.position)),
           ('QuantityTooFine', given.quantity <> 0 and round(given.quantity, 6) = 0,
            format('%%s in entry %%s', trim_scale(given.quantity), given.position)),
           ('CostWithoutCurrency', given.unit_cost is not null and given.cost_currency is null,
            trim_scale(given.unit_cost)::text)
           ) as fault (refusal, is_one, found)
     where fault.is_one
),

entered as (
    insert into work_entry
           (company_id, transaction_class, transaction_date, project_id, task_id, role_id, category_id,
            resource_id, quantity, unit, unit_cost, cost_currency_id, unit_price, billing_type, description,
            internal_note, external_reference, status, entered_act_id, act_id)
    select %(company_id)s, transaction_class, transaction_date, project_id, task_id, role_id, category_id,
           resource_id, quantity, unit, unit_cost, cost_currency, unit_price, billing_type, description,
           internal_note, external_reference, 'draft', %(act_id)s, %(act_id)s
      from given
     where not exists (select from faults)
     order by position
        on conflict (company_id, external_reference) where external_reference is not null do nothing
    returning id
)

select entered.id as entry_id, null as refusal, null as found, null::bigint[] as positions
  from entered
 union all
select null, faults.refusal, faults.found, array[faults.position]
  from faults
 order by entry_id, positions
