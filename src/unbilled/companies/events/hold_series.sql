-- event:   hold_series
-- returns: per series: series, fiscal_year, prefix, digits, next_number, last_date (of the last document numbered)
-- keeps:   the counters' rows, taken in order, are locked until the transaction ends: what is read here is what is drawn next
-- source:  docs/rules/companies.md#number-series; docs/rules/performance.md#numbers-last

insert into companies_number_series as counter
       (company_id, series, fiscal_year, prefix, digits, next_number, act_id)
select %(company_id)s, wanted.series, wanted.fiscal_year, wanted.prefix, %(digits)s, 1, %(act_id)s
  from unnest(%(series)s::text[], %(fiscal_years)s::integer[], %(prefixes)s::text[])
       as wanted (series, fiscal_year, prefix)
 order by wanted.series, wanted.fiscal_year
    on conflict (company_id, series, fiscal_year) do update
   set act_id = %(act_id)s
returning series, fiscal_year, prefix, digits, next_number, last_date
