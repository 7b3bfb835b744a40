-- read:    left_of_contracts
-- returns: per contract and kind of what is left of it: contract_id, contract, what, record_count, names (the first of what people call them)
-- source:  docs/rules/agreements.md#closing-contracts

with asked as (
    select id, number
      from agreements_contract
     where company_id = %(company_id)s
       and id = any(%(contract_ids)s::bigint[])
),

found as (
    select contract_id, place, what, name
      from accounting_open_of_contracts(array(select id from asked))
     union all
    select asked.id, 5, 'entries not approved', coalesce(entry.external_reference, entry.id::text)
      from asked
      join agreements_contract_line as line on line.contract_id = asked.id
      join work_entry as entry
        on entry.project_id = line.project_id
       and entry.company_id = line.company_id
       and entry.status = 'submitted'
     cross join lateral agreements_covering_line(entry.company_id, entry.project_id, entry.transaction_class,
                                                 coalesce(entry.task_id, 0)) as covering
     where covering.contract_line_id = line.id
)

select asked.id as contract_id, asked.number as contract, found.what, count(*) as record_count,
       (array_agg(found.name order by found.name))[1:3] as names
  from found
  join asked on asked.id = found.contract_id
 group by asked.id, asked.number, found.place, found.what
 order by asked.number, found.place
