-- event:   draw_dated_numbers
-- returns: per block: series, fiscal_year, first_number, prefix, digits, last_date (of the series before this block)
-- keeps:   numbers of a series have no gaps: the counters' rows, taken in order, are locked until the transaction ends
-- source:  docs/rules/companies.md#number-series; docs/rules/invoices.md#invoice-numbers; docs/rules/performance.md#numbers-last

insert into companies_number_series as counter
       (company_id, series, fiscal_year, prefix, digits, next_number, act_id)
select %(company_id)s, block.series, block.fiscal_year, block.prefix, %(digits)s, 1 + block.count, %(act_id)s
  from unnest(%(series)s::text[], %(fiscal_years)s::integer[], %(counts)s::bigint[], %(prefixes)s::text[])
       as block (series, fiscal_year, count, prefix)
 order by block.series, block.fiscal_year
    on conflict (company_id, series, fiscal_year) do update
   set act_id = %(act_id)s,
       next_number = counter.next_number + excluded.next_number - 1
returning series, fiscal_year,
          next_number - (select block.count
                           from unnest(%(series)s::text[], %(fiscal_years)s::integer[], %(counts)s::bigint[])
                                as block (series, fiscal_year, count)
                          where block.series = counter.series
                            and block.fiscal_year = counter.fiscal_year) as first_number,
          prefix, digits, last_date
