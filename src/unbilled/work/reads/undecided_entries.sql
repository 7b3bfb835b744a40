-- read:    undecided_entries
-- returns: per entry: entry_id, contract_id (empty when no line covers it)
-- source:  docs/rules/work.md#work-that-waits; docs/rules/agreements.md#covering-line

with picked as (
    select entry.id, entry.project_id, entry.transaction_class, coalesce(entry.task_id, 0) as task_id,
           row_number() over kind as place
      from work_entry as entry
     where entry.company_id = %(company_id)s::bigint
       and entry.status = any(%(statuses)s::text[])
       and (%(entry_ids)s::bigint[] is null or entry.id = any(%(entry_ids)s::bigint[]))
       and (%(project_ids)s::bigint[] is null or entry.project_id = any(%(project_ids)s::bigint[]))
       and (%(from_date)s::date is null or entry.transaction_date >= %(from_date)s::date)
       and (%(through_date)s::date is null or entry.transaction_date <= %(through_date)s::date)
    window kind as (partition by entry.project_id, entry.transaction_class, entry.task_id order by entry.id)
),

-- One look-up per project, class and task, not per entry: the first of a kind asks, a window tells the others. A
-- join would nest two big sets where statistics do not know that anything is undecided.
covered as (
    select picked.id,
           max(line.contract_line_id) over kind as contract_line_id, max(line.contract_id) over kind as contract_id
      from picked
      left join lateral agreements_covering_line(%(company_id)s, picked.project_id, picked.transaction_class,
                                                 picked.task_id) as line on picked.place = 1
    window kind as (partition by picked.project_id, picked.transaction_class, picked.task_id)
)

select covered.id as entry_id, covered.contract_id
  from covered
 where (%(contract_ids)s::bigint[] is null or covered.contract_id = any(%(contract_ids)s::bigint[]))
   and (%(customer_ids)s::bigint[] is null
        or exists (select
                     from agreements_line_customer as line_customer
                    where line_customer.contract_line_id = covered.contract_line_id
                      and line_customer.customer_id = any(%(customer_ids)s::bigint[])))
 order by covered.id
