-- event:   generate_schedules
-- returns: nothing
-- keeps:   what was billed by a schedule stays in it
-- source:  docs/rules/agreements.md#invoice-schedules

delete from agreements_invoice_schedule_row
 where company_id = %(company_id)s
   and contract_line_id = any(%(contract_line_ids)s::bigint[])
   and status in ('not_run', 'failed', 'skipped')
