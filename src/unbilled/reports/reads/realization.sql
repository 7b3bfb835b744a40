-- read:    realization
-- returns: per contract, customer, project, person and day of sold work, in contract currency: what was worked at recorded prices, what of it was not to be charged, written off and up, priced anew, discounted and edited on drafts, and what is billed, on drafts, held and waiting
-- source:  docs/rules/billing.md#realization

-- Contract by contract, so that a page reads the work of its contracts alone.
select contract.id || ' ' || made.customer_id || ' ' || made.project_id || ' ' || made.resource_id || ' '
       || made.transaction_date as work_key,
       contract.id as contract_id, contract.number as contract, made.customer_id, customer.name as customer, made.project_id,
       project.code as project, made.resource_id, coalesce(resource.name, '') as resource, made.transaction_date,
       to_char(made.transaction_date, 'YYYY-MM') as month,
       date_trunc('month', made.transaction_date)::date as from_day,
       (date_trunc('month', made.transaction_date) + interval '1 month - 1 day')::date as through_day,
       made.worked_amount, made.not_charged_amount, made.written_off_amount, made.written_up_amount,
       made.repriced_amount, made.discounted_amount, made.edited_amount, made.billed_amount, made.drafted_amount, made.held_amount,
       made.waiting_amount,
       round(100 * (made.billed_amount + made.drafted_amount + made.held_amount + made.waiting_amount)
             / nullif(made.worked_amount, 0), 1) as realized_percent,
       made.transaction_currency
  from agreements_contract as contract
 cross join lateral billing_realized_work(%(company_id)s::bigint, array[contract.id]) as made
  left join masterdata_customer as customer on customer.id = made.customer_id
  left join masterdata_project as project on project.id = made.project_id
  left join masterdata_resource as resource on resource.id = made.resource_id
 where contract.company_id = %(company_id)s::bigint
   and (made.worked_amount, made.billed_amount, made.edited_amount) <> (0, 0, 0)
