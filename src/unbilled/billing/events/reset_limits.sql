-- event:   reset_limits
-- moves:   billing_backlog_line ready_to_invoice -> not_ready
-- returns: actual_id per sale reset
-- keeps:   what is not evaluated is not billed
-- source:  docs/rules/billing.md#limits

with named as materialized (
    select sale.actual_id, sale.billing_status
      from unnest(%(actual_ids)s::bigint[]) as named (id)
      join billing_backlog_line as sale on sale.actual_id = named.id
     where sale.company_id = %(company_id)s
       and sale.limit_status in ('committed', 'failed')
       and sale.proforma_id is null
),

withheld as (
    update billing_backlog_line as sale
       set limit_status = 'not_evaluated',
           limit_reason = '',
           billing_status = 'not_ready',
           ready_act_id = null,
           act_id = %(act_id)s
      from named
     where sale.actual_id = named.actual_id
       and named.billing_status = 'ready_to_invoice'
    returning sale.actual_id
),

reset as (
    update billing_backlog_line as sale
       set limit_status = 'not_evaluated',
           limit_reason = '',
           act_id = %(act_id)s
      from named
     where sale.actual_id = named.actual_id
       and named.billing_status = 'not_ready'
    returning sale.actual_id
)

select actual_id from withheld
union all
select actual_id from reset
