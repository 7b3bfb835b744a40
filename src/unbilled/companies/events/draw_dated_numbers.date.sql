-- event:   draw_dated_numbers
-- returns: nothing
-- keeps:   a series remembers the latest date it numbered
-- source:  docs/rules/companies.md#number-series; docs/rules/invoices.md#invoice-date

update companies_number_series as counter
   set last_date = greatest(counter.last_date, block.last_date)
  from unnest(%(series)s::text[], %(fiscal_years)s::integer[], %(last_dates)s::date[])
       as block (series, fiscal_year, last_date)
 where counter.company_id = %(company_id)s
   and counter.series = block.series
   and counter.fiscal_year = block.fiscal_year
