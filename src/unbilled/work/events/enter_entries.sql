-- event:   enter_entries
-- returns: entry_ids, the new entries in the order given; or, when one is not possible, per fault: refusal, found, positions (from 1)
-- keeps:   an external reference is entered once
-- source:  docs/rules/work.md#entering

with given as materialized (
    select checked.position, checked.transaction_class, checked.transaction_date, checked.project_id, checked.task_id,
           checked.role_id, checked.category_id, checked.resource_id, checked.quantity, checked.unit,
           checked.unit_cost, checked.cost_currency, checked.unit_price, checked.billing_type, checked.description,
           checked.internal_note, checked.external_reference, checked.faults
      from work_checked_entries(%(company_id)s::bigint, %(entries)s::json) as checked
),

faults as materialized (
    select given.position, fault.refusal, fault.found
      from given
     cross join lateral work_entry_faults(given.faults) as fault
     where given.faults <> '{}'
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

-- One row for all: as many as were entered would each have to be sent.
select array(select entered.id from entered order by entered.id) as entry_ids, null as refusal, null as found,
       null::bigint[] as positions
 union all
select null, faults.refusal, faults.found, array[faults.position]
  from faults
 order by positions nulls first
