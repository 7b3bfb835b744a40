-- function: billing_header_status
-- returns:  where a milestone stands as a whole, by the statuses of its customers' parts: not_started, partly_ready, ready, partly_on_a_draft, on_a_draft, partly_billed or completed
-- keeps:    what has come furthest tells; only where all have come so far it is whole
-- source:   docs/rules/billing.md#milestones-as-a-whole
create or replace function billing_header_status(statuses text[])
returns text
language sql immutable as $$
    select case when 'customer_invoice_posted' = all(statuses) then 'completed'
                when 'customer_invoice_posted' = any(statuses) then 'partly_billed'
                when 'customer_invoice_created' = all(statuses) then 'on_a_draft'
                when 'customer_invoice_created' = any(statuses) then 'partly_on_a_draft'
                when 'ready_to_invoice' = all(statuses) then 'ready'
                when 'ready_to_invoice' = any(statuses) then 'partly_ready'
                else 'not_started'
            end
$$
