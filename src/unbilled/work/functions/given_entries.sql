-- function: work_given_entries
-- returns:  per entry that is given as JSON, in the order given: its fields, and its position from 1; texts that are left out are empty
-- keeps:    what is entered, changed and replaced is read one way
-- source:   docs/rules/work.md#entering
create or replace function work_given_entries(entries json)
returns table ("position" bigint, transaction_class text, transaction_date date, project_id bigint, task_id bigint,
               role_id bigint, category_id bigint, resource_id bigint, quantity numeric, unit text,
               unit_cost numeric, cost_currency text, unit_price numeric, billing_type text, description text,
               internal_note text, external_reference text)
language sql stable as $$
    select row_number() over () as position, entry.transaction_class, entry.transaction_date, entry.project_id,
           entry.task_id, entry.role_id, entry.category_id, entry.resource_id, entry.quantity, entry.unit,
           entry.unit_cost, entry.cost_currency, entry.unit_price, entry.billing_type,
           coalesce(entry.description, ''), coalesce(entry.internal_note, ''), entry.external_reference
      from json_to_recordset(entries)
        as entry (transaction_class text, transaction_date date, project_id bigint, task_id bigint,
                  role_id bigint, category_id bigint, resource_id bigint, quantity numeric, unit text,
                  unit_cost numeric, cost_currency text, unit_price numeric, billing_type text,
                  description text, internal_note text, external_reference text)
$$
