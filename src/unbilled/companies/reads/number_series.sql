-- read:    number_series
-- returns: per series and fiscal year: how numbers look, which is next
-- source:  docs/rules/companies.md#number-series

select series.id as series_id, concat_ws('/', series.series, series.fiscal_year) as name, series.series, series.fiscal_year,
       series.prefix, series.digits, series.next_number, series.last_date
  from companies_number_series as series
 where series.company_id = %(company_id)s::bigint
