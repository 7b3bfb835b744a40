-- event:   replace_entries
-- moves:   work_entry submitted -> draft; work_entry returned -> draft
-- returns: per entry entered or replaced, in the order given: entry_id, is_new; or, when one is not possible, per fault: refusal, found, positions (from 1)
-- keeps:   an external reference is entered once
-- source:  docs/rules/work.md#replacing

with given as materialized (
    select given.position, given.transaction_class, given.transaction_date, given.project_id, given.task_id,
           given.role_id, given.category_id, given.resource_id, round(given.quantity, 6) as quantity, given.unit,
           round(given.unit_cost, 6) as unit_cost, given.cost_currency, round(given.unit_price, 6) as unit_price,
           given.billing_type, given.description, given.internal_note, given.external_reference, given.faults,
           row_number() over (partition by given.external_reference order by given.position) as nth
      from work_checked_entries(%(company_id)s::bigint, %(entries)s::json) as given
),

known as materialized (
    select given.position, entry.id, entry.status, person.username,
           act.person_id <> %(person_id)s::bigint as is_of_others,
           (entry.transaction_class, entry.transaction_date, entry.project_id, entry.task_id, entry.role_id,
            entry.category_id, entry.resource_id, entry.quantity, entry.unit, entry.unit_cost,
            entry.cost_currency_id, entry.unit_price, entry.description, entry.internal_note)
           is distinct from
           (given.transaction_class, given.transaction_date, given.project_id, given.task_id, given.role_id,
            given.category_id, given.resource_id, given.quantity, given.unit, given.unit_cost,
            given.cost_currency, given.unit_price, given.description, given.internal_note)
           -- An approver decides the type, and what nobody decided is no difference.
           or entry.status <> 'approved' and entry.billing_type is distinct from given.billing_type as is_other
      from given
      join work_entry as entry
        on entry.company_id = %(company_id)s::bigint
       and entry.external_reference = given.external_reference
      join people_act as act on act.id = entry.entered_act_id
      join people_person as person on person.id = act.person_id
     where given.nth = 1
     order by entry.id
       for update of entry
),

faults as materialized (
    select given.position, fault.refusal, fault.found
      from given
     cross join lateral work_entry_faults(given.faults) as fault
     where given.faults <> '{}'
     union all
    select given.position, fault.refusal, given.external_reference || fault.more
      from known
      join given on given.position = known.position
     cross join lateral (values
           ('EntryDecided', known.status = 'approved', ''),
           ('EntryOfOthers', known.is_of_others and not %(may_all)s, format(' (%%s)', known.username))
           ) as fault (refusal, is_one, more)
     where known.is_other
       and fault.is_one
),

replaced as (
    update work_entry as entry
       set act_id = %(act_id)s,
           status = 'draft',
           submitted_act_id = null,
           transaction_class = given.transaction_class,
           transaction_date = given.transaction_date,
           project_id = given.project_id,
           task_id = given.task_id,
           role_id = given.role_id,
           category_id = given.category_id,
           resource_id = given.resource_id,
           quantity = given.quantity,
           unit = given.unit,
           unit_cost = given.unit_cost,
           cost_currency_id = given.cost_currency,
           unit_price = given.unit_price,
           billing_type = given.billing_type,
           description = given.description,
           internal_note = given.internal_note
      from known
      join given on given.position = known.position
     where entry.id = known.id
       and known.is_other
       and not exists (select from faults)
    returning entry.id, given.position
),

entered as (
    insert into work_entry
           (company_id, transaction_class, transaction_date, project_id, task_id, role_id, category_id,
            resource_id, quantity, unit, unit_cost, cost_currency_id, unit_price, billing_type, description,
            internal_note, external_reference, status, entered_act_id, act_id)
    select %(company_id)s, given.transaction_class, given.transaction_date, given.project_id, given.task_id,
           given.role_id, given.category_id, given.resource_id, given.quantity, given.unit, given.unit_cost,
           given.cost_currency, given.unit_price, given.billing_type, given.description, given.internal_note,
           given.external_reference, 'draft', %(act_id)s, %(act_id)s
      from given
     where not exists (select from faults)
       and not exists (select from known where known.position = given.position)
       and (given.external_reference is null or given.nth = 1)
     order by given.position
        on conflict (company_id, external_reference) where external_reference is not null do nothing
    returning id
)

select replaced.id as entry_id, false as is_new, null as refusal, null as found, null::bigint[] as positions
  from replaced
 union all
select entered.id, true, null, null, null
  from entered
 union all
select null, null, faults.refusal, faults.found, array[faults.position]
  from faults
 order by is_new, entry_id, positions
