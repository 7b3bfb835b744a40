-- event:   draw_numbers
-- returns: first_number, prefix, digits
-- keeps:   numbers of a series have no gaps: the counter's row is locked until the transaction ends
-- source:  docs/rules/companies.md#number-series; docs/rules/performance.md#numbers-last

insert into companies_number_series as series (company_id, series, fiscal_year, prefix, digits, next_number, act_id)
values (%(company_id)s, %(series)s, %(fiscal_year)s, %(prefix)s, %(digits)s, 1 + %(count)s, %(act_id)s)
    on conflict (company_id, series, fiscal_year) do update
   set act_id = %(act_id)s,
       next_number = series.next_number + %(count)s
returning next_number - %(count)s as first_number, prefix, digits
