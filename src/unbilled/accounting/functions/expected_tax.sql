-- function: accounting_expected_tax
-- returns:  per detail of a proforma that charges, and sales tax code that applies to it: line_no, code, rate_percent, net_amount and tax_amount (transaction currency); code is empty where none applies. Of a correction what remains billed, and less what was billed, each at its own groups
-- keeps:    an estimate: the groups are those of the journal line as it is now; lines add up to the tax of each code, rounded once, as on the invoice
-- source:   docs/rules/tax.md#the-groups-of-a-line; docs/rules/tax.md#codes-that-apply; docs/rules/tax.md#rounding
create or replace function accounting_expected_tax(of_company bigint, of_proforma bigint, invoiced_on date)
returns table (line_no integer, code text, rate_percent numeric, net_amount numeric, tax_amount numeric)
language sql stable as $$
    select detail.line_no, codes.code, codes.rate_percent, net.amount,
           companies_spread(sum(net.amount) over running, net.amount, codes.rate_percent * 0.01, currency.digits)
      from billing_proforma as proforma
      join billing_proforma_detail as detail on detail.proforma_id = proforma.id
      join companies_currency as currency on currency.code = proforma.transaction_currency
      left join tax_parameters as parameters on parameters.company_id = proforma.company_id
      left join accounting_journal_line as journal_line on journal_line.actual_id = detail.actual_id
      -- What is deducted of a retainer is taxed as the retainer was.
      left join accounting_proposal_line as retained on retained.actual_id = detail.retainer_sale_id
      left join actuals_actual as sale on sale.id = detail.actual_id
      join agreements_contract_line as contract_line on contract_line.id = detail.contract_line_id
      left join work_entry as written on written.id = detail.entry_id
     cross join lateral (values (detail.transaction_amount, detail.tax_group_id, detail.item_tax_group_id, false),
                                (-detail.source_amount, null, null, true))
                        as net (amount, tax_group_id, item_tax_group_id, is_taken_back)
     cross join lateral accounting_tax_group(proforma.company_id, detail.project_id, proforma.contract_id,
                                             proforma.customer_id) as usual
     cross join lateral accounting_item_tax_group(proforma.company_id, detail.transaction_class,
                                                  coalesce(sale.category_id, written.category_id, contract_line.category_id))
                        as usual_item
      left join lateral tax_codes(
               coalesce(net.tax_group_id, journal_line.tax_group_id, retained.tax_group_id, usual.tax_group_id),
               coalesce(net.item_tax_group_id, journal_line.item_tax_group_id,
                        retained.item_tax_group_id, usual_item.item_tax_group_id),
               coalesce(retained.tax_date,
                        accounting_tax_date(parameters.tax_point, detail.transaction_date, invoiced_on))) as codes on true
     where proforma.company_id = of_company
       and proforma.id = of_proforma
       and detail.billing_type = 'chargeable'
       and (detail.is_correction or not net.is_taken_back)
    window running as (partition by codes.code, codes.rate_percent, net.is_taken_back
                           order by detail.line_no rows unbounded preceding)
$$
