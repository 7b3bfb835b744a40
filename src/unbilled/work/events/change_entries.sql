-- event:   change_entries
-- returns: entry_id per entry changed; or, when one is not possible, per fault: refusal, found, positions (from 1, in the order given)
-- keeps:   an entry that is approved stays as it is; what an entry names is the company's
-- source:  docs/rules/work.md#changing

with asked as materialized (
    select one.position, (one.change ->> 'entry_id')::bigint as entry_id, one.change -> 'becomes' as becomes
      from jsonb_array_elements(%(changes)s::jsonb) with ordinality as one (change, position)
),

becoming as materialized (
    select json_agg(jsonb_build_object(
                        'transaction_class', entry.transaction_class, 'transaction_date', entry.transaction_date,
                        'project_id', entry.project_id, 'task_id', entry.task_id, 'role_id', entry.role_id,
                        'category_id', entry.category_id, 'resource_id', entry.resource_id,
                        'quantity', entry.quantity, 'unit', entry.unit, 'unit_cost', entry.unit_cost,
                        'cost_currency', entry.cost_currency_id, 'unit_price', entry.unit_price,
                        'billing_type', entry.billing_type, 'description', entry.description,
                        'internal_note', entry.internal_note,
                        'external_reference', (select name from work_entry_name(entry.id))) || asked.becomes
                    order by asked.position) as entries
      from asked
      join work_entry as entry on entry.id = asked.entry_id
     where entry.company_id = %(company_id)s::bigint
       and entry.status in ('draft', 'returned')
),

new as materialized (
    select checked.position, checked.transaction_class, checked.transaction_date, checked.project_id, checked.task_id,
           checked.role_id, checked.category_id, checked.resource_id, checked.quantity, checked.unit,
           checked.unit_cost, checked.cost_currency, checked.unit_price, checked.billing_type, checked.description,
           checked.internal_note, checked.faults
      from becoming
     cross join lateral work_checked_entries(%(company_id)s::bigint, becoming.entries) as checked
),

faults as materialized (
    select new.position, fault.refusal, fault.found
      from new
     cross join lateral work_entry_faults(new.faults) as fault
     where new.faults <> '{}'
),

changed as (
    update work_entry as entry
       set act_id = %(act_id)s,
           transaction_class = new.transaction_class,
           transaction_date = new.transaction_date,
           project_id = new.project_id,
           task_id = new.task_id,
           role_id = new.role_id,
           category_id = new.category_id,
           resource_id = new.resource_id,
           quantity = new.quantity,
           unit = new.unit,
           unit_cost = new.unit_cost,
           cost_currency_id = new.cost_currency,
           unit_price = new.unit_price,
           billing_type = new.billing_type,
           description = new.description,
           internal_note = new.internal_note
      from new
      join asked on asked.position = new.position
     where entry.id = asked.entry_id
       and entry.company_id = %(company_id)s::bigint
       and not exists (select from faults)
    returning entry.id
)

select changed.id as entry_id, null as refusal, null as found, null::bigint[] as positions
  from changed
 union all
select null, faults.refusal, faults.found, array[faults.position]
  from faults
 order by entry_id, positions
