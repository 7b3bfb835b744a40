-- event:   hold_work
-- moves:   billing_backlog_line ready_to_invoice -> not_ready
-- returns: actual_id per line held
-- keeps:   what is held back says why
-- source:  docs/rules/billing.md#holding-back

update billing_backlog_line as line
   set hold_reason = %(reason)s,
       held_until = %(until)s::date,
       hold_act_id = %(act_id)s,
       billing_status = 'not_ready',
       ready_act_id = null,
       act_id = %(act_id)s
  from unnest(%(actual_ids)s::bigint[]) as named (id)
 where line.actual_id = named.id
   and line.company_id = %(company_id)s
   and line.proforma_id is null
returning line.actual_id
