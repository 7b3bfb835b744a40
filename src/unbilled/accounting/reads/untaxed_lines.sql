-- read:    untaxed_lines
-- returns: per pair of tax groups that share no code: the draft sales lines with it among those asked for that customers
--          are charged for, as their proposal would be refused
-- source:  docs/rules/tax.md#codes-that-apply

select coalesce(tax_group.code, '') as tax_group, coalesce(item_tax_group.code, '') as item_tax_group,
       array_agg(line.actual_id order by line.actual_id) as actual_ids
  from unnest(%(actual_ids)s::bigint[]) as asked (actual_id)
  join accounting_journal_line as line on line.actual_id = asked.actual_id
  join actuals_actual as actual on actual.id = line.actual_id
  left join tax_tax_group as tax_group on tax_group.id = line.tax_group_id
  left join tax_item_tax_group as item_tax_group on item_tax_group.id = line.item_tax_group_id
 where line.company_id = %(company_id)s::bigint
   and line.line_kind = 'sales'
   and line.status = 'draft'
   and actual.billing_type = 'chargeable'
   and actual.reverses_id is null
   and not exists (select from tax_codes(line.tax_group_id, line.item_tax_group_id, line.transaction_date))
 group by tax_group.code, item_tax_group.code
 order by tax_group.code, item_tax_group.code
