-- function: billing_ready_retainers
-- returns:  per retainer of contracts that is ready to invoice and meant: id, contract_id, customer_id; meant is what falls due on or before a day (null: nothing so), and what is named whatever its day
-- keeps:    a retainer is invoiced once
-- source:   docs/rules/billing.md#creating-proformas; docs/rules/retainers.md#retainers
create or replace function billing_ready_retainers(
    of_company bigint, contract_ids bigint[], through date, retainer_ids bigint[])
returns table (id bigint, contract_id bigint, customer_id bigint)
language sql stable as $$
    select retainer.id, retainer.contract_id, retainer.customer_id
      from billing_retainer as retainer
     where retainer.company_id = of_company
       and retainer.contract_id = any(contract_ids)
       and retainer.status = 'ready_to_invoice'
       and (retainer.retainer_date <= through or retainer.id = any(retainer_ids))
$$
