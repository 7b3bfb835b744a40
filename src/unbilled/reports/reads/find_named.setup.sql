-- read:    find_named, setup
-- returns: per record of a kind: name, id

select to_char(period.starts_on, 'YYYY-MM') as name, period.id
  from ledger_fiscal_period as period
 where %(kind)s::text = 'period'
   and period.company_id = %(company_id)s::bigint
 union all
select terms.code, terms.id
  from companies_terms_of_payment as terms
 where %(kind)s::text = 'terms'
   and terms.company_id = %(company_id)s::bigint
 union all
select reason.code, reason.id
  from masterdata_write_off_reason as reason
 where %(kind)s::text = 'write-off reason'
   and reason.company_id = %(company_id)s::bigint
 union all
select tax_group.code, tax_group.id
  from tax_tax_group as tax_group
 where %(kind)s::text = 'tax group'
   and tax_group.company_id = %(company_id)s::bigint
 union all
select item_tax_group.code, item_tax_group.id
  from tax_item_tax_group as item_tax_group
 where %(kind)s::text = 'item tax group'
   and item_tax_group.company_id = %(company_id)s::bigint
 union all
select (select string_agg(pair.key || ' ' || pair.value, ', ' order by pair.key collate "C")
          from jsonb_each_text(dimension_set.values) as pair),
       dimension_set.id
  from companies_dimension_set as dimension_set
 where %(kind)s::text = 'dimensions'
   and dimension_set.company_id = %(company_id)s::bigint
 order by name
