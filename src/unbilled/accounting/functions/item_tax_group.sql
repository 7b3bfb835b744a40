-- function: accounting_item_tax_group
-- returns:  one row: the item sales tax group of a class and category; empty when none is named
-- keeps:    milestones and retainers have the company's group for milestones; other work its category's, else the company's
-- source:   docs/rules/tax.md#the-groups-of-a-line
create or replace function accounting_item_tax_group(of_company bigint, of_class text, of_category bigint)
returns table (item_tax_group_id bigint)
language sql stable as $$
    select case when of_class in ('milestone', 'retainer') then parameters.milestone_item_tax_group_id
           else coalesce(category.item_tax_group_id, parameters.default_item_tax_group_id)
           end
      from companies_company as company
      left join tax_parameters as parameters on parameters.company_id = company.id
      left join masterdata_category as category on category.id = of_category
     where company.id = of_company
$$
