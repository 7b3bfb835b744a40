-- read:    adjustable_work
-- returns: actual_id per sale among those named that is on a proforma, or in the backlog no more
-- source:  docs/rules/billing.md#writing-off

select named.id as actual_id
  from unnest(%(actual_ids)s::bigint[]) as named (id)
  left join billing_backlog_line as line
    on line.actual_id = named.id
   and line.company_id = %(company_id)s
 where line.actual_id is null
    or line.proforma_id is not null
 order by named.id
