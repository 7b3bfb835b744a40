-- event:   draw_numbers
-- writes:  companies_number_series
-- params:  company_id bigint; series text; fiscal_year integer; prefix text; digits integer; count bigint
-- returns: first_number, prefix, digits
-- keeps:   numbers of a series have no gaps: the counter's row is locked until the transaction ends
-- source:  docs/rules/companies.md#number-series; docs/rules/performance.md#numbers-last

insert into companies_number_series as series (company_id, series, fiscal_year, prefix, digits, next_number)
values (%(company_id)s, %(series)s, %(fiscal_year)s, %(prefix)s, %(digits)s, 1 + %(count)s)
    on conflict (company_id, series, fiscal_year) do update
   set next_number = series.next_number + %(count)s
returning next_number - %(count)s as first_number, prefix, digits
