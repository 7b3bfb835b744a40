-- event:   return_numbers
-- returns: nothing
-- keeps:   numbers of a series have no gaps: the drawing transaction still holds the counter's row
-- source:  docs/rules/companies.md#number-series

update companies_number_series as series
   set act_id = %(act_id)s,
       next_number = %(next_number)s
 where series.company_id = %(company_id)s
   and series.series = %(series)s
   and series.fiscal_year = %(fiscal_year)s
