-- event:   post_invoices, the documents issued
-- returns: per invoice: invoice_id, number, document_class, customer_id, net_amount, tax_amount, gross_amount, transaction_currency
-- keeps:   numbers follow the dates within their series; what is printed is written down here, and paper is made of nothing else
-- source:  docs/rules/invoices.md#invoice-numbers; docs/rules/invoices.md#frozen-data; docs/rules/documents.md#what-is-printed; docs/rules/retainers.md#on-the-invoice

with posted as (
    select proposal_id, invoice_id, voucher_id, due_date, exchange_rate, accounting_net_amount,
           accounting_tax_amount
      from unnest(%(proposal_ids)s::bigint[], %(invoice_ids)s::bigint[], %(voucher_ids)s::bigint[],
                  %(due_dates)s::date[], %(exchange_rates)s::numeric[], %(accounting_net_amounts)s::numeric[],
                  %(accounting_tax_amounts)s::numeric[])
             as posted (proposal_id, invoice_id, voucher_id, due_date, exchange_rate, accounting_net_amount,
                        accounting_tax_amount)
),

dated as (
    select posted.invoice_id, posted.voucher_id, posted.due_date, posted.exchange_rate,
           posted.accounting_net_amount, posted.accounting_tax_amount, proposal.id as proposal_id,
           proposal.proforma_id, proposal.contract_id, proposal.customer_id, proposal.terms_id,
           proposal.corrects_id, proposal.invoice_date, proposal.accounting_date,
           proposal.transaction_currency, proposal.net_amount, proposal.tax_amount,
           case when proposal.net_amount + proposal.tax_amount < 0 then 'credit_note' else 'invoice' end
               as series,
           (select period.fiscal_year
              from ledger_fiscal_period as period
             where period.company_id = %(company_id)s
               and period.starts_on <= proposal.invoice_date
               and proposal.invoice_date < period.ends_before) as fiscal_year
      from posted
      join accounting_proposal as proposal on proposal.id = posted.proposal_id
),

-- Numbers in date order within each series.
issued as materialized (
    select dated.invoice_id, dated.voucher_id, dated.due_date, dated.exchange_rate,
           dated.accounting_net_amount, dated.accounting_tax_amount, dated.proposal_id, dated.proforma_id,
           dated.contract_id, dated.customer_id, dated.terms_id, dated.corrects_id, dated.invoice_date,
           dated.accounting_date, dated.transaction_currency, dated.net_amount, dated.tax_amount, dated.series,
           dated.fiscal_year, block.prefix, block.digits,
           block.first_number - 1
           + row_number() over (partition by dated.series, dated.fiscal_year
                                    order by dated.invoice_date, dated.proposal_id) as sequence_number
      from dated
      join unnest(%(series)s::text[], %(fiscal_years)s::integer[], %(first_numbers)s::bigint[],
                  %(prefixes)s::text[], %(digits)s::integer[])
             as block (series, fiscal_year, first_number, prefix, digits)
        on block.series = dated.series
       and block.fiscal_year = dated.fiscal_year
),

issued_invoices as (
    insert into ledger_invoice
           (id, company_id, number, series, fiscal_year, sequence_number, document_class, customer_id,
            contract_id, proforma_id, proposal_id, voucher_id, corrects_id, original_number, original_date,
            reason, contract_number, contract_name, proforma_number, terms_text, language, locale,
            invoice_date, due_date, accounting_date, transaction_currency, currency_digits, net_amount,
            tax_amount, gross_amount, accounting_currency, accounting_digits, exchange_rate,
            accounting_net_amount, accounting_tax_amount, accounting_gross_amount, einvoice_format,
            payment_means, mandate, creditor_id, debited_account, carries_timesheet, discount_days,
            discount_percent, page_size, layout, layout_id, logo_id, act_id)
    select issued.invoice_id, %(company_id)s,
           issued.prefix || lpad(issued.sequence_number::text,
                                 greatest(issued.digits, length(issued.sequence_number::text)), '0'),
           issued.series, issued.fiscal_year, issued.sequence_number, issued.series, issued.customer_id,
           issued.contract_id, issued.proforma_id, issued.proposal_id, issued.voucher_id, original.id,
           -- What corrects a credit note names the invoice that the note credits.
           case when original.document_class = 'credit_note' then original.original_number
                else coalesce(original.number, '')
            end,
           case when original.document_class = 'credit_note' then original.original_date
                else original.invoice_date
            end,
           proforma.reason, contract.number,
           contract.name, proforma.number, coalesce(terms.text, ''), customer.language, company.locale,
           issued.invoice_date, issued.due_date, issued.accounting_date, issued.transaction_currency,
           paid_in.digits, issued.net_amount, issued.tax_amount, issued.net_amount + issued.tax_amount,
           company.accounting_currency_id, kept_in.digits, issued.exchange_rate,
           issued.accounting_net_amount, issued.accounting_tax_amount,
           issued.accounting_net_amount + issued.accounting_tax_amount,
           coalesce(nullif(customer.einvoice_format, ''), company.einvoice_format), customer.payment_means,
           customer.mandate, company.creditor_id, customer.debited_account, customer.wants_timesheet,
           coalesce(terms.discount_days, 0), coalesce(terms.discount_percent, 0),
           company.page_size, company.layout, company.layout_id, company.logo_id, %(act_id)s
      from issued
      join companies_company as company on company.id = %(company_id)s
      join companies_currency as kept_in on kept_in.code = company.accounting_currency_id
      join companies_currency as paid_in on paid_in.code = issued.transaction_currency
      join masterdata_customer as customer on customer.id = issued.customer_id
      join agreements_contract as contract on contract.id = issued.contract_id
      join billing_proforma as proforma on proforma.id = issued.proforma_id
      left join companies_terms_of_payment as terms on terms.id = issued.terms_id
      left join ledger_invoice as original on original.proposal_id = issued.corrects_id
     order by issued.invoice_id
    returning id as invoice_id, number, document_class, customer_id, net_amount, tax_amount, gross_amount,
              transaction_currency
),

-- What was posted of each retainer of contract and customer, with this invoice; what nothing is left of and this invoice does
-- not move is not told. What expired is told once, by the first invoice after it.
issued_retainers as (
    insert into ledger_invoice_retainer
           (invoice_id, position, company_id, retainer_id, name, opening_amount, invoiced_amount, used_amount,
            expired_amount, closing_amount, opening_hours, invoiced_hours, used_hours, expired_hours, closing_hours)
    select issued.invoice_id,
           row_number() over (partition by issued.invoice_id order by retainer.retainer_date, retainer.id),
           %(company_id)s, retainer.id, retainer.name,
           moved.posted_amount - expired.before_amount - moved.invoiced_amount + moved.used_amount, moved.invoiced_amount,
           moved.used_amount, expired.amount, moved.posted_amount - expired.before_amount - expired.amount,
           moved.of_hours * (moved.posted_hours - expired.before_hours - moved.invoiced_hours + moved.used_hours),
           moved.of_hours * moved.invoiced_hours, moved.of_hours * moved.used_hours,
           moved.of_hours * expired.hours,
           moved.of_hours * (moved.posted_hours - expired.before_hours - expired.hours)
      from (select invoice_id, proforma_id, contract_id, customer_id,
                   row_number() over (partition by contract_id, customer_id order by invoice_id) = 1 as is_first
              from issued) as issued
      join billing_retainer as retainer
        on retainer.contract_id = issued.contract_id
       and retainer.customer_id = issued.customer_id
     cross join lateral (
              select case when retainer.hours is not null then 1 end as of_hours,
                     coalesce(sum(posted.transaction_amount), 0) as posted_amount,
                     coalesce(sum(posted.quantity), 0) as posted_hours,
                     coalesce(sum(posted.transaction_amount) filter (where own.is_invoiced), 0) as invoiced_amount,
                     coalesce(sum(posted.quantity) filter (where own.is_invoiced), 0) as invoiced_hours,
                     -coalesce(sum(posted.transaction_amount) filter (where own.is_used), 0) as used_amount,
                     -coalesce(sum(posted.quantity) filter (where own.is_used), 0) as used_hours
                from billing_proforma as proforma
                join billing_proforma_detail as detail
                  on detail.proforma_id = proforma.id
                 and detail.retainer_id = retainer.id
                join actuals_actual as sale
                  on sale.proforma_id = detail.proforma_id
                 and sale.proforma_line_no = detail.line_no
                 and sale.transaction_type = 'billed_sales'
                join ledger_project_transaction as posted on posted.actual_id = sale.id
               cross join lateral (values (detail.proforma_id = issued.proforma_id and detail.retainer_use = 'invoiced',
                                           detail.proforma_id = issued.proforma_id and detail.retainer_use <> 'invoiced'))
                                  as own (is_invoiced, is_used)
               where proforma.company_id = %(company_id)s
                 and proforma.contract_id = retainer.contract_id
                 and proforma.customer_id = retainer.customer_id
                 and proforma.status = 'confirmed'
          ) as moved
     cross join lateral (
              select case when issued.is_first then all_of_it.amount - told.amount else 0 end as amount,
                     case when issued.is_first then all_of_it.hours - told.hours else 0 end as hours,
                     case when issued.is_first then told.amount else all_of_it.amount end as before_amount,
                     case when issued.is_first then told.hours else all_of_it.hours end as before_hours
                from (select coalesce(sum(expiry.transaction_amount), 0) as amount,
                             coalesce(sum(expiry.hours), 0) as hours
                        from accounting_retainer_expiry as expiry
                       where expiry.retainer_id = retainer.id) as all_of_it
               cross join lateral (
                        select coalesce(sum(earlier.expired_amount), 0) as amount,
                               coalesce(sum(earlier.expired_hours), 0) as hours
                          from billing_proforma as proforma
                          join ledger_invoice as invoice on invoice.proforma_id = proforma.id
                          join ledger_invoice_retainer as earlier on earlier.invoice_id = invoice.id
                         where all_of_it.amount > 0
                           and proforma.company_id = %(company_id)s
                           and proforma.contract_id = retainer.contract_id
                           and proforma.customer_id = retainer.customer_id
                           and proforma.status = 'confirmed'
                           and earlier.retainer_id = retainer.id
                    ) as told
          ) as expired
     where retainer.company_id = %(company_id)s
       and (moved.posted_amount - expired.before_amount - expired.amount, moved.invoiced_amount, moved.used_amount,
            expired.amount) <> (0, 0, 0, 0)
),

-- The buyer is addressed as the contract says where it says so: the first line is the name.
issued_parties as (
    insert into ledger_invoice_party
           (invoice_id, party, company_id, name, address, country, vat_id, registration, contact,
            electronic_address, electronic_scheme, account, customer_reference, buyer_reference, bank_name,
            iban, bic, post_code, city, tax_number, legal_id, legal_scheme, contact_name, contact_phone,
            contact_email)
    select issued.invoice_id, 'seller', %(company_id)s, company.name, company.address, company.country,
           company.vat_id, company.registration, company.contact, company.electronic_address,
           company.electronic_scheme, '', '', '', company.bank_name, company.iban, company.bic,
           company.post_code, company.city, company.tax_number, company.legal_id, company.legal_scheme,
           company.contact_name, company.contact_phone, company.contact_email
      from issued
      join companies_company as company on company.id = %(company_id)s
     union all
    select issued.invoice_id, 'buyer', %(company_id)s,
           case when coalesce(agreed.bill_to, '') = '' then customer.name
                else split_part(agreed.bill_to, E'\n', 1)
            end,
           case when coalesce(agreed.bill_to, '') = '' then customer.address
                else substr(agreed.bill_to, length(split_part(agreed.bill_to, E'\n', 1)) + 2)
            end,
           customer.country, customer.vat_id, '', '', customer.electronic_address, customer.electronic_scheme,
           customer.account, contract.customer_reference, customer.buyer_reference, '', '', '',
           customer.post_code, customer.city, '', customer.legal_id, customer.legal_scheme, '', '', ''
      from issued
      join masterdata_customer as customer on customer.id = issued.customer_id
      join agreements_contract as contract on contract.id = issued.contract_id
      left join agreements_contract_customer as agreed
        on agreed.contract_id = issued.contract_id
       and agreed.customer_id = issued.customer_id
     order by 1, 2
),

-- A line names the codes that tax it, most of them one: only several are compared as texts. One that nobody pays is not
-- taxed: it names what its groups share of the codes that the document charges, so only there are document and groups
-- part of the key; 0 stands for none. What all lines are asked for stands first, where it is found fastest.
lines as materialized (
    select issued.invoice_id, line.line_no, line.project_id, coalesce(line.task_id, 0) as task_id,
           coalesce(line.resource_id, 0) as resource_id, coalesce(line.role_id, 0) as role_id,
           coalesce(line.category_id, 0) as category_id, line.transaction_date,
           case when line.tax_code_ids = '{}' then issued.invoice_id else 0 end as untaxed_invoice_id,
           case when line.tax_code_ids = '{}' then coalesce(line.tax_group_id, 0) else 0 end
               as untaxed_group_id,
           case when line.tax_code_ids = '{}' then coalesce(line.item_tax_group_id, 0) else 0 end
               as untaxed_item_group_id,
           coalesce(line.tax_code_ids[1], 0) as tax_code_id, coalesce(line.tax_rates[1], 0) as rate_percent,
           case when cardinality(line.tax_code_ids) > 1 then concat_ws(' ', line.tax_code_ids, line.tax_rates)
                else ''
            end collate "C" as several,
           line.actual_id, line.tax_group_id, line.item_tax_group_id, line.net_amount, line.tax_amount,
           line.transaction_class, line.entry_id, line.milestone_id, line.proforma_id, line.proforma_line_no,
           line.billing_type, line.quantity, line.unit, line.unit_price, line.group_no, line.group_title,
           line.group_is_summary,
           line.billing_type = 'chargeable'
               and line.net_amount <> round(line.quantity * line.unit_price, paid_in.digits) as takes_what_rounding_leaves,
           case when cardinality(line.tax_code_ids) > 1 then line.tax_code_ids end as tax_code_ids,
           case when cardinality(line.tax_code_ids) > 1 then line.tax_rates end as tax_rates
      from issued
     cross join lateral (
              -- One look by key for each document, whatever the statistics say of fresh rows.
              select billed.line_no, billed.actual_id, billed.tax_group_id, billed.item_tax_group_id,
                     billed.net_amount, billed.tax_amount, billed.tax_code_ids, billed.tax_rates,
                     billed.group_no, billed.group_title, billed.group_is_summary, actual.transaction_class, actual.project_id, actual.task_id, actual.resource_id,
                     actual.role_id, actual.category_id, actual.entry_id, actual.milestone_id,
                     actual.proforma_id, actual.proforma_line_no, actual.transaction_date, actual.billing_type, actual.quantity, actual.unit,
                     actual.unit_price
                from accounting_proposal_line as billed
                join actuals_actual as actual on actual.id = billed.actual_id
               where billed.proposal_id = issued.proposal_id
              offset 0
          ) as line
      join companies_currency as paid_in on paid_in.code = issued.transaction_currency
),

needed_taxes as materialized (
    select distinct tax_code_id, rate_percent, several, tax_code_ids, tax_rates, untaxed_invoice_id, untaxed_group_id,
           untaxed_item_group_id
      from lines
),

taxes as materialized (
    select needed.tax_code_id, needed.rate_percent, needed.several, needed.untaxed_invoice_id,
           needed.untaxed_group_id, needed.untaxed_item_group_id,
           array_agg(code.code order by code.code, tax.rate_percent) as codes,
           array_agg(code.name order by code.code, tax.rate_percent) as names,
           array_agg(code.category order by code.code, tax.rate_percent) as categories,
           array_agg(tax.rate_percent order by code.code, tax.rate_percent) as rates,
           array_agg(code.legal_text order by code.code, tax.rate_percent) as legal_texts
      from needed_taxes as needed
     cross join lateral (
              select own.tax_code_id, own.rate_percent
                from unnest(coalesce(needed.tax_code_ids, array[needed.tax_code_id]),
                            coalesce(needed.tax_rates, array[needed.rate_percent])) as own (tax_code_id, rate_percent)
               union all
              select distinct charged.tax_code_id, charged.rate_percent
                from ledger_tax_transaction as charged
                join tax_tax_group_code as of_group
                  on of_group.tax_group_id = needed.untaxed_group_id
                 and of_group.tax_code_id = charged.tax_code_id
                join tax_item_tax_group_code as of_item
                  on of_item.item_tax_group_id = needed.untaxed_item_group_id
                 and of_item.tax_code_id = charged.tax_code_id
               where charged.invoice_id = needed.untaxed_invoice_id
          ) as tax
      join tax_tax_code as code on code.id = tax.tax_code_id
     group by needed.tax_code_id, needed.rate_percent, needed.several, needed.untaxed_invoice_id,
              needed.untaxed_group_id, needed.untaxed_item_group_id
),

-- Names are looked up once per distinct key.
projects as materialized (
    select id, code, name
      from masterdata_project
     where id = any(array(select distinct project_id from lines))
),

tasks as materialized (
    select id, name
      from masterdata_task
     where id = any(array(select distinct task_id from lines))
),

resources as materialized (
    select id, name
      from masterdata_resource
     where id = any(array(select distinct resource_id from lines))
),

roles as materialized (
    select id, name
      from masterdata_role
     where id = any(array(select distinct role_id from lines))
),

categories as materialized (
    select id, name
      from masterdata_category
     where id = any(array(select distinct category_id from lines))
),

issued_lines as (
    insert into ledger_invoice_line
           (invoice_id, line_no, company_id, actual_id, transaction_class, project_id, task_id,
            transaction_date, project_code, project_name, task_name, resource_name, role_name, category_name,
            description, billing_type, quantity, unit, unit_price, whole_quantity, net_amount, tax_amount, tax_group_id,
            item_tax_group_id, tax_codes, tax_names, tax_categories, tax_rates, tax_legal_texts, group_no,
            group_title, group_is_summary)
    select line.invoice_id, line.line_no, %(company_id)s, line.actual_id, line.transaction_class,
           line.project_id, nullif(line.task_id, 0), line.transaction_date, coalesce(projects.code, ''),
           coalesce(projects.name, ''), coalesce(tasks.name, ''), coalesce(resources.name, ''),
           coalesce(roles.name, ''), coalesce(categories.name, ''),
           coalesce(case when line.milestone_id is not null
                         then (select name from billing_milestone where id = line.milestone_id)
                         when line.transaction_class = 'retainer'
                         then (select retainer.name
                                      || coalesce(' (' || invoiced.number || ', ' || invoiced.invoice_date || ')', '')
                                 from billing_proforma_detail as detail
                                 join billing_retainer as retainer on retainer.id = detail.retainer_id
                                 left join actuals_actual as sale on sale.id = detail.retainer_sale_id
                                 left join ledger_invoice as invoiced on invoiced.proforma_id = sale.proforma_id
                                where detail.proforma_id = line.proforma_id
                                  and detail.line_no = line.proforma_line_no)
                         else (select description from work_entry where id = line.entry_id)
                    end, ''),
           line.billing_type, line.quantity, line.unit, line.unit_price,
           case when line.takes_what_rounding_leaves
                 and not exists (select from billing_borne(line.actual_id))
                then (select nullif(coalesce(billable_quantity, quantity), abs(line.quantity))
                        from work_entry
                       where id = line.entry_id)
            end,
           line.net_amount, line.tax_amount,
           line.tax_group_id, line.item_tax_group_id, coalesce(taxes.codes, '{}'), coalesce(taxes.names, '{}'),
           coalesce(taxes.categories, '{}'), coalesce(taxes.rates, '{}'), coalesce(taxes.legal_texts, '{}'),
           line.group_no, line.group_title, line.group_is_summary
      from lines as line
      left join taxes
        on taxes.tax_code_id = line.tax_code_id
       and taxes.rate_percent = line.rate_percent
       and taxes.several = line.several
       and taxes.untaxed_invoice_id = line.untaxed_invoice_id
       and taxes.untaxed_group_id = line.untaxed_group_id
       and taxes.untaxed_item_group_id = line.untaxed_item_group_id
      left join projects on projects.id = line.project_id
      left join tasks on tasks.id = line.task_id
      left join resources on resources.id = line.resource_id
      left join roles on roles.id = line.role_id
      left join categories on categories.id = line.category_id
)

select invoice_id, number, document_class, customer_id, net_amount, tax_amount, gross_amount,
       transaction_currency
  from issued_invoices
 order by number
