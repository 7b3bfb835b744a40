-- function: companies_due_date
-- returns:  one row: the day payment is due for an invoice of a day, by terms of payment; empty without terms
-- keeps:    months first, then to the end of that month if so agreed, then days; a month too short gives its last day
-- source:   docs/rules/invoices.md#due-date
create or replace function companies_due_date(invoice_date date, of_terms bigint)
returns table (due_date date)
language sql stable as $$
    select (select case when terms.end_of_month
                        then (date_trunc('month', invoice_date + make_interval(months => terms.net_months + 1))
                              - interval '1 day')::date
                        else (invoice_date + make_interval(months => terms.net_months))::date
                    end + terms.net_days
              from companies_terms_of_payment as terms
             where terms.id = of_terms)
$$
