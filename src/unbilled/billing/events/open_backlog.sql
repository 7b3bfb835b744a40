-- event:   open_backlog
-- returns: nothing; the count of rows is that of the lines opened
-- keeps:   every open unbilled sale is in the backlog; what takes the place of held work is held
-- source:  docs/rules/billing.md#backlog; docs/rules/billing.md#billing-status; docs/rules/billing.md#holding-back

-- A case hides from the planner how many are opened: statistics may not know a new company, and it would then scan the
-- array once for each row.
insert into billing_backlog_line
       (actual_id, company_id, contract_id, contract_line_id, customer_id, project_id, transaction_class,
        transaction_date, quantity, transaction_amount, transaction_currency, billing_type, billing_status,
        limit_status, limit_reason, hold_reason, held_until, hold_act_id, act_id)
select actual.id, %(company_id)s, actual.contract_id, actual.contract_line_id, actual.customer_id, actual.project_id,
       actual.transaction_class, actual.transaction_date, actual.quantity, actual.transaction_amount,
       actual.transaction_currency, actual.billing_type, 'not_ready', 'not_applicable', '',
       coalesce(replaced.hold_reason, ''), replaced.held_until, replaced.hold_act_id, %(act_id)s
  from unnest(%(actual_ids)s::bigint[]) as named (id)
  join actuals_actual as actual on actual.id = named.id
  left join lateral (
           -- One look by key for what takes the place of something; new work takes none.
           select line.hold_reason, line.held_until, line.hold_act_id
             from billing_backlog_line as line
            where actual.replaces_id is not null
              and line.actual_id = actual.replaces_id
           offset 0
       ) as replaced on true
 where case when actual.company_id = %(company_id)s
             and actual.transaction_type = 'unbilled_sales'
             and actual.reverses_id is null
            then true end
 order by actual.contract_id, actual.transaction_date, actual.id
