-- event:   mark_not_ready
-- moves:   billing_backlog_line ready_to_invoice -> not_ready
-- returns: actual_id per line taken back
-- source:  docs/rules/billing.md#marking-not-ready

update billing_backlog_line as line
   set act_id = %(act_id)s,
       ready_act_id = null,
       billing_status = 'not_ready'
 where line.company_id = %(company_id)s
   and line.actual_id = any(%(actual_ids)s::bigint[])
   and line.billing_status = 'ready_to_invoice'
returning line.actual_id
