-- function: billing_bears_discounts
-- returns:  one row: whether any line of a proforma bears a discount or surcharge, or corrects one that did
-- keeps:    documents without any are not gone through line by line
-- source:   docs/rules/billing.md#discounts-and-surcharges
create or replace function billing_bears_discounts(of_proforma bigint)
returns table (is_so boolean)
language sql stable as $$
    select exists (select from billing_discount as discount where discount.proforma_id = proforma.id)
           or proforma.corrects_id is not null
              and exists (select
                            from billing_proforma_detail as detail
                           where detail.proforma_id = proforma.id
                             and detail.source_discount <> 0)
      from billing_proforma as proforma
     where proforma.id = of_proforma
$$
