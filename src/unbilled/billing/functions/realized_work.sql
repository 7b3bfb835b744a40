-- function: billing_realized_work
-- returns:  per contract, customer, project, resource (0: nobody), day of the work and currency, of sold work of some contracts at its recorded prices: worked_amount, not_charged_amount (as it was approved), written_off_amount (below zero), written_up_amount, repriced_amount, discounted_amount (with surcharges) and edited_amount (both by drafts that were confirmed, edited by what else they changed or had written by hand), billed_amount, drafted_amount, held_amount, waiting_amount
-- keeps:    what was worked and changed is billed, on drafts, held or waiting, or was never to be charged
-- source:   docs/rules/billing.md#realization
create or replace function billing_realized_work(of_company bigint, of_contracts bigint[])
returns table (contract_id bigint, customer_id bigint, project_id bigint, resource_id bigint, transaction_date date,
               transaction_currency text, worked_amount numeric, not_charged_amount numeric, written_off_amount numeric,
               written_up_amount numeric, repriced_amount numeric, discounted_amount numeric, edited_amount numeric, billed_amount numeric,
               drafted_amount numeric, held_amount numeric, waiting_amount numeric)
language sql stable as $$
    select sides.contract_id, sides.customer_id, sides.project_id, sides.resource_id, sides.transaction_date,
           sides.transaction_currency, sum(sides.worked), sum(sides.worked) - sum(sides.charged),
           sum(sides.written_off), sum(sides.written_up), sum(sides.repriced), sum(sides.discounted), sum(sides.edited), sum(sides.billed),
           sum(sides.drafted), sum(sides.held), sum(sides.waiting)
      from billing_realized_sides(of_company, of_contracts) as sides
     group by sides.contract_id, sides.customer_id, sides.project_id, sides.resource_id, sides.transaction_date,
              sides.transaction_currency
$$
