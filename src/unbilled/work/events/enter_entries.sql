-- event:   enter_entries
-- returns: entry_id per new entry in the order given; or, when one is not possible, per fault: refusal, found, positions (from 1)
-- keeps:   an external reference is entered once
-- source:  docs/rules/work.md#entering

with faults as materialized (
    select fault.position, fault.refusal, fault.found
      from work_entry_faults(%(company_id)s::bigint, %(entries)s::json) as fault
),

entered as (
    insert into work_entry
           (company_id, transaction_class, transaction_date, project_id, task_id, role_id, category_id,
            resource_id, quantity, unit, unit_cost, cost_currency_id, unit_price, billing_type, description,
            internal_note, external_reference, status, entered_act_id, act_id)
    select %(company_id)s, transaction_class, transaction_date, project_id, task_id, role_id, category_id,
           resource_id, quantity, unit, unit_cost, cost_currency, unit_price, billing_type, description,
           internal_note, external_reference, 'draft', %(act_id)s, %(act_id)s
      from work_given_entries(%(entries)s::json)
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
