-- read:    number_series
-- returns: per series and fiscal year: how numbers look, which is next, who changed it last
-- source:  docs/rules/companies.md#number-series

select series.id as series_id, concat_ws('/', series.series, series.fiscal_year) as name, series.series, series.fiscal_year,
       series.prefix, series.digits, series.next_number, series.last_date,
       act.acted_at as changed_at, person.username as changed_by
  from companies_number_series as series
  left join people_act as act on act.id = series.act_id
  left join people_person as person on person.id = act.person_id
 where series.company_id = %(company_id)s::bigint
