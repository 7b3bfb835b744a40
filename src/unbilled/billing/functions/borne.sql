-- function: billing_borne
-- returns:  per discount and surcharge that a billed sale, or the reversal of one, bears: discount_id, is_of_document, is_surcharge, text, percent, amount (contract currency; what its amount is with)
-- keeps:    what a credit takes back bears what its original bore, the other way round
-- source:   docs/rules/billing.md#discounts-and-surcharges
create or replace function billing_borne(of_sale bigint)
returns table (discount_id bigint, is_of_document boolean, is_surcharge boolean, text text, percent numeric,
               amount numeric)
language sql stable as $$
    select discount.id, discount.is_of_document, discount.is_surcharge, discount.text, discount.percent,
           case when sale.reverses_id is null then borne.amount else -borne.amount end
      from actuals_actual as sale
      join actuals_actual as bearer on bearer.id = coalesce(sale.reverses_id, sale.id)
      join billing_proforma_detail as detail
        on detail.proforma_id = bearer.proforma_id
       and detail.line_no = bearer.proforma_line_no
     cross join unnest(detail.discount_ids, detail.discount_amounts) as borne (id, amount)
      join billing_discount as discount on discount.id = borne.id
     where sale.id = of_sale
       and bearer.transaction_type = 'billed_sales'
       and bearer.billing_type = 'chargeable'
       and borne.amount <> 0
$$
