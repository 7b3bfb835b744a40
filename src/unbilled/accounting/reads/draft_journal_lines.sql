-- read:    draft_journal_lines
-- returns: per draft line: actual_id, contract_id (empty for internal work)
-- keeps:   the journal is read from its latest line on, and no further than to the first draft
-- source:  docs/rules/journal.md#posting-journals; docs/rules/performance.md#finding-what-is-open

-- A case hides the status from the planner: where it knows posted lines only, it would read all of them and sort none. What
-- is named is looked up one by one, by key: whoever shares a company asks for each chunk, and would read all that waits.
with open_lines as materialized (
    select coalesce(sum(draft.line_count), 0) as line_count
      from accounting_draft_total as draft
     where draft.company_id = %(company_id)s::bigint
       and (%(contract_ids)s::bigint[] is null or draft.contract_id = any(%(contract_ids)s::bigint[]))
),

waiting as materialized (
    (select line.actual_id, line.contract_id, line.line_kind, line.transaction_date
       from unnest(%(actual_ids)s::bigint[]) as named (id)
      cross join lateral (select own.actual_id, own.contract_id, own.line_kind, own.transaction_date, own.company_id,
                                 own.status
                            from accounting_journal_line as own
                           where own.actual_id = named.id
                          offset 0) as line
      where case when line.company_id = %(company_id)s::bigint
                  and line.status = 'draft'
                  and (%(contract_ids)s::bigint[] is null or line.contract_id = any(%(contract_ids)s::bigint[]))
                 then true end
      limit (select line_count from open_lines))
     union all
    (select line.actual_id, line.contract_id, line.line_kind, line.transaction_date
       from accounting_journal_line as line
      where not %(is_named)s::boolean
        and case when line.company_id = %(company_id)s::bigint
                  and line.status = 'draft'
                  and (%(contract_ids)s::bigint[] is null or line.contract_id = any(%(contract_ids)s::bigint[]))
                 then true end
      order by line.actual_id desc
      limit (select line_count from open_lines))
)

select line.actual_id, line.contract_id
  from waiting as line
 where (%(line_kind)s::text is null or line.line_kind = %(line_kind)s::text)
   and (%(from_date)s::date is null or line.transaction_date >= %(from_date)s::date)
   and (%(through_date)s::date is null or line.transaction_date <= %(through_date)s::date)
   and ((%(project_ids)s::bigint[] is null and %(customer_ids)s::bigint[] is null)
        or exists (select
                     from actuals_actual as actual
                    where actual.id = line.actual_id
                      and (%(project_ids)s::bigint[] is null
                           or actual.project_id = any(%(project_ids)s::bigint[]))
                      and (%(customer_ids)s::bigint[] is null
                           or actual.customer_id = any(%(customer_ids)s::bigint[]))))
 order by line.actual_id
