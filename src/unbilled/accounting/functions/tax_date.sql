-- function: accounting_tax_date
-- returns:  the day whose tax rates a line has, by the company's tax point: that of the supply, or the invoice date (until there is one, the accounting date)
-- keeps:    never the day on which somebody pressed a button
-- source:   docs/rules/tax.md#tax-date
create or replace function accounting_tax_date(tax_point text, supplied_on date, invoiced_on date)
returns date
language sql immutable as $$
    select case tax_point when 'invoice_date' then invoiced_on else supplied_on end
$$
