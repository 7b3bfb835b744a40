-- event:   close_backlog
-- returns: nothing; the count of rows is that of the lines closed
-- keeps:   every open unbilled sale is in the backlog, and no other
-- source:  docs/rules/billing.md#backlog

delete from billing_backlog_line
 where company_id = %(company_id)s
   and actual_id = any(%(actual_ids)s::bigint[])
