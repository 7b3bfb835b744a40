-- function: billing_still_billed
-- returns:  per billed sale of a proforma that is not credited: what a correction lists of it; discount_amount is what of its amount is discounts and surcharges
-- keeps:    a billed sale is corrected once
-- source:   docs/rules/billing.md#revising
create or replace function billing_still_billed(proforma bigint)
returns table (actual_id bigint, contract_line_id bigint, project_id bigint, transaction_class text,
               transaction_date date, milestone_id bigint, quantity numeric, unit text, unit_price numeric,
               transaction_amount numeric, billing_type text, proforma_line_no integer,
               retainer_id bigint, retainer_use text, retainer_sale_id bigint, discount_amount numeric)
language sql stable as $$
    select sale.id, sale.contract_line_id, sale.project_id, sale.transaction_class, sale.transaction_date,
           sale.milestone_id, sale.quantity, sale.unit, sale.unit_price, sale.transaction_amount, sale.billing_type,
           sale.proforma_line_no, listed.retainer_id, coalesce(listed.retainer_use, ''), listed.retainer_sale_id,
           case when sale.billing_type = 'chargeable' then coalesce(listed.discount_amount, 0) else 0 end
      from actuals_actual as sale
      left join billing_proforma_detail as listed
        on listed.proforma_id = sale.proforma_id
       and listed.line_no = sale.proforma_line_no
     where sale.proforma_id = proforma
       and sale.transaction_type = 'billed_sales'
       and sale.reverses_id is null
       and not exists (select
                         from actuals_actual as reversal
                        where reversal.reverses_id = sale.id)
$$
