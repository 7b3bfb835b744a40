-- function: masterdata_legal_gaps
-- returns:  what a company and its customers lack of what the law wants on an invoice: kind, record, customer_id (empty for the company), field
-- keeps:    a seller without a tax number lacks one only where some tax is charged
-- source:   docs/rules/invoices.md#legal-data
create or replace function masterdata_legal_gaps(of_company bigint)
returns table (kind text, record text, customer_id bigint, field text)
language sql stable as $$
    select 'company', company.code, null::bigint, said.field
      from companies_company as company
     cross join lateral (
              values ('name', company.name),
                     ('address', company.address),
                     ('country', company.country),
                     ('VAT id or registration',
                      case when exists (select
                                          from tax_tax_rate as rate
                                          join tax_tax_code as code on code.id = rate.tax_code_id
                                         where code.company_id = of_company
                                           and rate.rate_percent > 0)
                           then company.vat_id || company.registration
                           else 'not wanted'
                      end)
          ) as said (field, text)
     where company.id = of_company
       and said.text = ''
     union all
    select 'customer', customer.account, customer.id, said.field
      from masterdata_customer as customer
     cross join lateral (
              values ('address', customer.address),
                     ('country', customer.country)
          ) as said (field, text)
     where customer.company_id = of_company
       and said.text = ''
$$
