-- read:    undecided_entries
-- returns: per entry: entry_id, contract_id (empty when no line covers it)
-- source:  docs/rules/work.md#work-that-waits; docs/rules/agreements.md#covering-line

with picked as materialized (
    select entry.id, entry.project_id, entry.transaction_class, coalesce(entry.task_id, 0) as task_id
      from work_entry as entry
     where entry.company_id = %(company_id)s::bigint
       and entry.status = any(%(statuses)s::text[])
       and (%(entry_ids)s::bigint[] is null or entry.id = any(%(entry_ids)s::bigint[]))
       and (%(project_ids)s::bigint[] is null or entry.project_id = any(%(project_ids)s::bigint[]))
       and (%(from_date)s::date is null or entry.transaction_date >= %(from_date)s::date)
       and (%(through_date)s::date is null or entry.transaction_date <= %(through_date)s::date)
),

-- One look-up per project, class and task, not per entry.
kinds as materialized (
    select distinct project_id, transaction_class, task_id
      from picked
),

covered as materialized (
    select kinds.project_id, kinds.transaction_class, kinds.task_id, line.contract_line_id, line.contract_id
      from kinds
      left join lateral agreements_covering_line(%(company_id)s, kinds.project_id, kinds.transaction_class,
                                                 kinds.task_id) as line on true
)

select picked.id as entry_id, covered.contract_id
  from picked
  join covered
    on covered.project_id = picked.project_id
   and covered.transaction_class = picked.transaction_class
   and covered.task_id = picked.task_id
 where (%(contract_ids)s::bigint[] is null or covered.contract_id = any(%(contract_ids)s::bigint[]))
   and (%(customer_ids)s::bigint[] is null
        or exists (select
                     from agreements_line_customer as line_customer
                    where line_customer.contract_line_id = covered.contract_line_id
                      and line_customer.customer_id = any(%(customer_ids)s::bigint[])))
 order by picked.id
