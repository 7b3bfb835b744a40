-- event:   draw_dated_numbers
-- returns: per block: series, fiscal_year, first_number
-- keeps:   numbers of a series have no gaps; a series remembers the latest date it numbered
-- source:  docs/rules/companies.md#number-series; docs/rules/invoices.md#invoice-numbers; docs/rules/performance.md#numbers-last

update companies_number_series as counter
   set act_id = %(act_id)s,
       next_number = counter.next_number + block.count,
       last_date = greatest(counter.last_date, block.last_date)
  from unnest(%(series)s::text[], %(fiscal_years)s::integer[], %(counts)s::bigint[], %(last_dates)s::date[])
       as block (series, fiscal_year, count, last_date)
 where counter.company_id = %(company_id)s
   and counter.series = block.series
   and counter.fiscal_year = block.fiscal_year
returning counter.series, counter.fiscal_year, counter.next_number - block.count as first_number
