-- read:    undecided_entries
-- returns: per entry: entry_id, contract_id (empty when no line covers it)
-- source:  docs/rules/work.md#work-that-waits; docs/rules/agreements.md#covering-line

-- What is named is looked up one by one, by key: joined, all that was ever entered would be read. Else entries are read from
-- the latest on, no further than to the first that waits; a case hides the status from the planner, which may know none.
with found as (
    select entry.id, entry.project_id, entry.transaction_class, coalesce(entry.task_id, 0) as task_id,
           entry.transaction_date
      from unnest(%(entry_ids)s::bigint[]) as named (id)
     cross join lateral (select own.id, own.project_id, own.transaction_class, own.task_id, own.transaction_date,
                                own.company_id, own.status
                           from work_entry as own
                          where own.id = named.id
                         offset 0) as entry
     where case when entry.company_id = %(company_id)s::bigint and entry.status = any(%(statuses)s::text[]) then true end
     union all
    (select entry.id, entry.project_id, entry.transaction_class, coalesce(entry.task_id, 0), entry.transaction_date
       from work_entry as entry
      where not %(is_named)s::boolean
        and case when entry.company_id = %(company_id)s::bigint
                  and entry.status = any(%(statuses)s::text[])
                  and (%(project_ids)s::bigint[] is null or entry.project_id = any(%(project_ids)s::bigint[]))
                 then true end
      order by entry.id desc
      limit (select coalesce(sum(case when 'submitted' = any(%(statuses)s::text[]) then total.entry_count else 0 end
                                 + case when 'draft' = any(%(statuses)s::text[]) then total.draft_count else 0 end), 0)
               from work_submitted_total as total
              where total.company_id = %(company_id)s::bigint
                and (%(project_ids)s::bigint[] is null or total.project_id = any(%(project_ids)s::bigint[]))))
),

picked as (
    select found.id, found.project_id, found.transaction_class, found.task_id,
           row_number() over (partition by found.project_id, found.transaction_class, found.task_id
                                  order by found.id) as place
      from found
     where (%(project_ids)s::bigint[] is null or found.project_id = any(%(project_ids)s::bigint[]))
       and (%(from_date)s::date is null or found.transaction_date >= %(from_date)s::date)
       and (%(through_date)s::date is null or found.transaction_date <= %(through_date)s::date)
),

-- One look-up per project, class and task, not per entry: the first of a kind asks, a window tells the others. A
-- join would nest two big sets where statistics do not know that anything is undecided. Without the offset the others
-- would ask as well, and be told nothing.
covered as (
    select picked.id,
           max(line.contract_line_id) over kind as contract_line_id, max(line.contract_id) over kind as contract_id
      from picked
      left join lateral (select own.contract_line_id, own.contract_id
                           from agreements_covering_line(%(company_id)s, picked.project_id, picked.transaction_class,
                                                         picked.task_id) as own
                          where picked.place = 1
                         offset 0) as line on true
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
