-- read:    postable_lines, the end of what begins as post_journals does
-- returns: one row: line_count that can be posted, voucher_count; and per fault: refusal, found, actual_ids
-- source:  docs/rules/journal.md#previewing

looked as (
    select count(*) as line_count, count(resolved.voucher_id) as voucher_count
      from resolved
     where resolved.refusal is null
)

select null as refusal, null as found, null::bigint[] as actual_ids, line_count, voucher_count
  from looked
 union all
select refusal, found, array_agg(actual_id order by actual_id), 0, 0
  from faults
 group by refusal, found
 order by refusal nulls first, found
