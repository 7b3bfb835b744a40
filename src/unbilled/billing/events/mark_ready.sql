-- event:   mark_ready
-- moves:   billing_backlog_line not_ready -> ready_to_invoice
-- returns: actual_id per line marked
-- keeps:   work over a limit, or of a contract that is not confirmed, is not billed; work is marked once
-- source:  docs/rules/billing.md#marking-ready

update billing_backlog_line as line
   set act_id = %(act_id)s,
       ready_act_id = %(act_id)s,
       billing_status = 'ready_to_invoice',
       hold_reason = '',
       held_until = null,
       hold_act_id = null
  from unnest(%(actual_ids)s::bigint[]) as named (id)
 where line.actual_id = named.id
   and line.company_id = %(company_id)s
   and line.contract_id = any(%(contract_ids)s::bigint[])
   and line.billing_status = 'not_ready'
   and line.limit_status not in ('failed', 'not_evaluated')
returning line.actual_id
