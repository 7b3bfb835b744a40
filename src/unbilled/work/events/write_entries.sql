-- event:   write_entries
-- returns: entry_id per new entry in the order given; or, when one is not possible, per fault: refusal, found, positions (from 1)
-- keeps:   what is written on a proforma is neither submitted nor approved
-- source:  docs/rules/billing.md#lines-written-by-hand

with given as materialized (
    select checked.position, checked.transaction_class, checked.transaction_date, checked.project_id, checked.task_id,
           checked.role_id, checked.category_id, checked.resource_id, checked.quantity, checked.unit,
           checked.unit_price, checked.billing_type, checked.description, checked.external_reference, checked.faults
      from work_checked_entries(%(company_id)s::bigint, %(entries)s::json) as checked
),

faults as materialized (
    select given.position, fault.refusal, fault.found
      from given
     cross join lateral work_entry_faults(given.faults) as fault
     where given.faults <> '{}'
),

written as (
    insert into work_entry
           (company_id, transaction_class, transaction_date, project_id, task_id, role_id, category_id,
            resource_id, quantity, unit, unit_price, billing_type, description, internal_note, external_reference,
            status, entered_act_id, act_id)
    select %(company_id)s, transaction_class, transaction_date, project_id, task_id, role_id, category_id,
           resource_id, quantity, unit, unit_price, billing_type, description, '', external_reference, 'written',
           %(act_id)s, %(act_id)s
      from given
     where not exists (select from faults)
     order by position
    returning id
)

select written.id as entry_id, null as refusal, null as found, null::bigint[] as positions
  from written
 union all
select null, faults.refusal, faults.found, array[faults.position]
  from faults
 order by entry_id, positions
