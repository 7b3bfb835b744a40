-- function: tax_codes
-- returns:  per sales tax code that a tax group and an item tax group share: tax_code_id, code, rate_percent on a day (empty when it has none)
-- keeps:    no row means that tax is not determined, never that there is none: a line free of tax has a code at zero
-- source:   docs/rules/tax.md#codes-that-apply
create or replace function tax_codes(of_group bigint, of_item_group bigint, day date)
returns table (tax_code_id bigint, code text, rate_percent numeric)
language sql stable as $$
    select code.id, code.code, rate.rate_percent
      from tax_tax_group_code as in_group
      join tax_item_tax_group_code as in_item_group
        on in_item_group.tax_code_id = in_group.tax_code_id
       and in_item_group.item_tax_group_id = of_item_group
      join tax_tax_code as code on code.id = in_group.tax_code_id
      left join tax_tax_rate as rate
        on rate.tax_code_id = code.id
       and rate.valid_from <= day
       and (rate.valid_until is null or day < rate.valid_until)
     where in_group.tax_group_id = of_group
$$
