-- read:    billable_work
-- returns: per unbilled sale or milestone: id, is_milestone, is_unready, is_nil (all that its customer would be billed with
--          it charges nothing, and the customer wants no invoice of nothing)
-- source:  docs/rules/billing.md#backlog; docs/rules/billing.md#milestones; docs/rules/billing.md#nothing-to-charge

with work as materialized (
    select id, is_milestone, is_ready, contract_id, customer_id, is_charged
      from billing_billable(%(company_id)s, %(only_ready)s::boolean, %(contract_ids)s::bigint[],
                            %(project_ids)s::bigint[], %(customer_ids)s::bigint[], %(task_ids)s::bigint[],
                            %(role_ids)s::bigint[], %(resource_ids)s::bigint[], %(from_date)s::date,
                            %(through_date)s::date, %(on)s::date)
),

nothing as (
    select work.contract_id, work.customer_id
      from work
      join masterdata_customer as customer on customer.id = work.customer_id
     where not customer.wants_nil_invoices
     group by work.contract_id, work.customer_id
    having not bool_or(work.is_charged)
)

select work.id, work.is_milestone, not work.is_ready as is_unready, nothing.customer_id is not null as is_nil
  from work
  left join nothing
    on nothing.contract_id = work.contract_id
   and nothing.customer_id = work.customer_id
 order by work.is_milestone, work.id
