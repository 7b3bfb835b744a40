-- event:   post_invoices
-- returns: per document posted: proposal_id, invoice_id (of the invoice yet to be issued), voucher_id (empty: nothing to post), due_date, exchange_rate, accounting_net_amount, accounting_tax_amount (accounting currency); per fault: refusal, found, proposal_ids
-- keeps:   with a fault nothing is inserted; released accruals copy their stored amounts, so work in progress returns to zero; a credit mirrors the stored amounts of what it credits; what lines of the same tax bring is converted once, and lines share it; the receivable is the sum of the other entries
-- source:  docs/rules/invoices.md#posting-invoices; docs/rules/invoices.md#entries-of-an-invoice; docs/rules/invoices.md#converted-totals; docs/rules/invoices.md#releasing-accruals; docs/rules/invoices.md#due-date; docs/rules/invoices.md#credit-notes; docs/rules/tax.md#tax-in-the-books

with company as (
    select company.accounting_currency_id as accounting_currency, accounting.digits as accounting_digits,
           company.reporting_currency_id as reporting_currency, reporting.digits as reporting_digits
      from companies_company as company
      join companies_currency as accounting on accounting.code = company.accounting_currency_id
      left join companies_currency as reporting on reporting.code = company.reporting_currency_id
     where company.id = %(company_id)s
),

-- Starts from the claimed identities and joins only to the left: their number is the planner's one good estimate.
-- A correction keeps the exchange rates of its original, read from the receivable it posted.
headers as materialized (
    select claimed.id as proposal_id, proposal.contract_id, proposal.customer_id,
           proposal.transaction_currency, proposal.invoice_date, proposal.accounting_date,
           proposal.dimension_set_id, proposal.net_amount, proposal.tax_amount,
           agreement.rate as fixed_rate,
           receivable.exchange_rate as original_rate, receivable.reporting_rate as original_reporting_rate,
           case when proposal.net_amount + proposal.tax_amount < 0 then 'credit_note' else 'invoice' end
               as series,
           coalesce(proposal.due_date, agreed.due_date, proposal.invoice_date) as due_date
      from unnest(%(proposal_ids)s::bigint[]) as claimed (id)
     cross join company
      left join accounting_proposal as proposal on proposal.id = claimed.id
      left join lateral companies_due_date(proposal.invoice_date, proposal.terms_id) as agreed on true
      left join agreements_fixed_rate_agreement as agreement
        on agreement.contract_id = proposal.contract_id
       and agreement.from_currency_id = proposal.transaction_currency
       and proposal.transaction_currency <> company.accounting_currency
      left join ledger_invoice as original on original.proposal_id = proposal.corrects_id
      left join lateral (
               select posted.exchange_rate, posted.reporting_rate
                 from ledger_entry as posted
                where original.voucher_id is not null
                  and posted.voucher_id = original.voucher_id
                  and posted.posting_type = 'customer_balance'
                limit 1
           ) as receivable on true
),

-- Rates are looked up once per distinct pair and day.
needed_rates as (
    select distinct headers.transaction_currency as from_currency, target.to_currency,
           headers.accounting_date as day
      from headers
     cross join company
     cross join lateral (values (company.accounting_currency), (company.reporting_currency))
             as target (to_currency)
     where target.to_currency is not null
),

rates as (
    select needed.from_currency, needed.to_currency, needed.day, found.rate
      from needed_rates as needed
     cross join lateral companies_rate_on_day(%(company_id)s, needed.from_currency, needed.to_currency,
                                              needed.day) as found
),

-- Ids are drawn here, in the order of the numbers, so that every insert below knows them, and the one that issues the invoices
-- as well.
documents as materialized (
    select proposal_id, contract_id, customer_id, transaction_currency, due_date, accounting_date, dimension_set_id,
           gross_amount, series, nextval(pg_get_serial_sequence('ledger_invoice', 'id')) as invoice_id,
           nextval(pg_get_serial_sequence('ledger_voucher', 'id')) as voucher_id, exchange_rate, reporting_rate
      from (select headers.proposal_id, headers.contract_id, headers.customer_id, headers.transaction_currency,
                   headers.due_date, headers.accounting_date, headers.dimension_set_id,
                   headers.net_amount + headers.tax_amount as gross_amount, headers.series,
                   coalesce(headers.original_rate, headers.fixed_rate, to_accounting.rate) as exchange_rate,
                   coalesce(headers.original_reporting_rate, to_reporting.rate) as reporting_rate
              from headers
             cross join company
              left join rates as to_accounting
                on to_accounting.from_currency = headers.transaction_currency
               and to_accounting.to_currency = company.accounting_currency
               and to_accounting.day = headers.accounting_date
              left join rates as to_reporting
                on to_reporting.from_currency = headers.transaction_currency
               and to_reporting.to_currency = company.reporting_currency
               and to_reporting.day = headers.accounting_date
             order by headers.invoice_date, headers.proposal_id) as ordered
),

-- What is deducted of retainers releases its share of what is left of them in the books; the last of one all that is left.
deducted as materialized (
    select document.proposal_id, line.line_no, line.net_amount, line.is_applied,
           accounting_released(line.net_amount, retained.net_amount, retained.accounting_amount,
                               company.accounting_digits) as accounting_amount,
           accounting_released(line.net_amount, retained.net_amount, retained.reporting_amount,
                               company.reporting_digits) as reporting_amount
      from documents as document
     cross join company
     cross join lateral (
              select billed.line_no, billed.net_amount, billed.corrected_actual_id, detail.retainer_use = 'applied' as is_applied
                from accounting_proposal_line as billed
                join actuals_actual as actual on actual.id = billed.actual_id
                join billing_proforma_detail as detail
                  on detail.proforma_id = actual.proforma_id
                 and detail.line_no = actual.proforma_line_no
               where billed.proposal_id = document.proposal_id
                 and billed.corrected_actual_id is not null
                 and actual.transaction_class = 'retainer'
                 and actual.reverses_id is null
              offset 0
          ) as line
     cross join lateral accounting_left_of_retainer(line.corrected_actual_id) as retained
     where retained.net_amount is not null
),

-- What an advance has paid for is revenue at the rate of the advance; only what remains to be paid uses that of the invoice.
-- So the lines that charge share a rate at which they, less what is deducted, come to the rest at the invoice's rate.
effective as materialized (
    select document.proposal_id,
           round(document.exchange_rate
                 + (taken.net_amount * document.exchange_rate - taken.accounting_amount) / charged.net_amount, 10)
               as exchange_rate,
           round(document.reporting_rate
                 + (taken.net_amount * document.reporting_rate - taken.reporting_amount) / charged.net_amount, 10)
               as reporting_rate
      from (select proposal_id, sum(net_amount) as net_amount, sum(accounting_amount) as accounting_amount,
                   sum(reporting_amount) as reporting_amount
              from deducted
             where is_applied
             group by proposal_id) as taken
      join documents as document on document.proposal_id = taken.proposal_id
     cross join lateral (
              select sum(billed.net_amount) as net_amount
                from accounting_proposal_line as billed
                join actuals_actual as actual on actual.id = billed.actual_id
               where billed.proposal_id = document.proposal_id
                 and billed.corrected_actual_id is null
                 and actual.transaction_class <> 'retainer'
          ) as charged
     where charged.net_amount > 0
),

-- 0 stands for none in the keys, so that joins on them can hash. A line that reverses a billed sale
-- copies its amounts; one that bills it again keeps its rates; the others share what their total is converted to,
-- each of those whose tax is the same. A milestone or retainer is credited where the profile
-- of its line says; its credit, and what is deducted of a retainer, go where it went. What is corrected, and the profile, are looked up only
-- for the lines that have one.
lines as materialized (
    select document.proposal_id, document.invoice_id, document.voucher_id, document.accounting_date,
           document.transaction_currency, document.customer_id,
           line.line_no, line.actual_id, line.released_actual_id, line.corrected_actual_id,
           line.dimension_set_id, line.net_amount, line.tax_code_ids, line.tax_rates, line.tax_amounts,
           line.transaction_class, line.transaction_date, line.quantity, line.contract_line_id,
           coalesce(line.project_id, 0) as project_id, coalesce(line.category_id, 0) as category_id,
           line.reverses_id is not null as mirrors,
           corrected.proposal_id as corrected_proposal_id,
           rate.accounting as exchange_rate, rate.reporting as reporting_rate,
           case when line.reverses_id is not null then -corrected.accounting_amount
                when retained.line_no is not null then retained.accounting_amount
                else companies_spread(sum(line.net_amount) over alike, line.net_amount,
                                      rate.accounting, company.accounting_digits)
            end as accounting_amount,
           case when line.reverses_id is not null then -corrected.reporting_amount
                when retained.line_no is not null then retained.reporting_amount
                else companies_spread(sum(line.net_amount) over alike, line.net_amount,
                                      rate.reporting, company.reporting_digits)
            end as reporting_amount,
           case when line.transaction_class not in ('milestone', 'retainer') then 'profit_and_loss'
                else coalesce(corrected.ledger_layer, profile.on_account)
            end as ledger_layer,
           case when line.transaction_class not in ('milestone', 'retainer') then 'invoiced_revenue'
                when coalesce(corrected.ledger_layer, profile.on_account) = 'balance'
                then 'wip_invoiced_on_account'
                when coalesce(corrected.ledger_layer, profile.on_account) = 'profit_and_loss'
                then 'invoiced_revenue_on_account'
            end as posting_type
      from documents as document
     cross join company
     cross join lateral (
              -- One look by key for each document, whatever the statistics say of fresh rows.
              select billed.line_no, billed.actual_id, billed.released_actual_id, billed.corrected_actual_id,
                     billed.dimension_set_id, billed.net_amount, billed.tax_code_ids, billed.tax_rates,
                     billed.tax_amounts, actual.transaction_class, actual.transaction_date, actual.quantity,
                     actual.contract_line_id, actual.project_id, actual.category_id, actual.reverses_id
                from accounting_proposal_line as billed
                join actuals_actual as actual on actual.id = billed.actual_id
               where billed.proposal_id = document.proposal_id
              offset 0
          ) as line
      left join lateral (
               select posted.ledger_layer, posted.exchange_rate, posted.reporting_rate,
                      posted.accounting_amount, posted.reporting_amount, original.proposal_id
                 from ledger_project_transaction as posted
                 left join accounting_proposal_line as original on original.actual_id = posted.actual_id
                where line.corrected_actual_id is not null
                  and posted.actual_id = line.corrected_actual_id
               offset 0
           ) as corrected on true
      left join deducted as retained
        on retained.proposal_id = document.proposal_id
       and retained.line_no = line.line_no
      left join effective on effective.proposal_id = document.proposal_id
      left join lateral (
               select profile.on_account
                 from agreements_contract_line as contract_line
                cross join lateral accounting_profile(%(company_id)s, contract_line.billing_method,
                                                      line.project_id, document.contract_id) as found
                 join accounting_cost_revenue_profile as profile on profile.id = found.profile_id
                where line.transaction_class in ('milestone', 'retainer')
                  and line.corrected_actual_id is null
                  and contract_line.id = line.contract_line_id
               offset 0
           ) as profile on true
     cross join lateral (
              select coalesce(corrected.exchange_rate,
                              case when line.transaction_class <> 'retainer' then effective.exchange_rate end,
                              document.exchange_rate) as accounting,
                     coalesce(corrected.reporting_rate,
                              case when line.transaction_class <> 'retainer' then effective.reporting_rate end,
                              document.reporting_rate) as reporting
          ) as rate
     -- What tells a line from others of the same first code; most have one code, are taxed at the rates of their document
     -- and have nothing to tell: a few short keys are compared far faster than many.
     cross join lateral (
              select case when cardinality(line.tax_code_ids) > 1
                            or line.reverses_id is not null
                            or corrected.exchange_rate is not null
                            or corrected.reporting_rate is not null
                            or effective.proposal_id is not null
                          then concat_ws(' ', line.tax_code_ids, line.tax_rates, line.reverses_id is not null,
                                         coalesce(corrected.exchange_rate, 0), coalesce(corrected.reporting_rate, 0),
                                         effective.proposal_id is not null and line.transaction_class = 'retainer')
                     end collate "C" as peculiarity
          ) as told
    window alike as (partition by document.proposal_id, line.tax_code_ids[1], line.tax_rates[1], told.peculiarity
                         order by line.line_no rows unbounded preceding)
),

-- All that is asked about lines together, asked once: lines of one code, which most are, are told apart by it alone.
summed as materialized (
    select proposal_id, tax_code_ids[1] as tax_code_id, tax_rates[1] as rate_percent,
           case when cardinality(tax_code_ids) > 1 then tax_code_ids end as tax_code_ids,
           case when cardinality(tax_code_ids) > 1 then tax_rates end as tax_rates,
           sum(accounting_amount) as accounting_amount, sum(reporting_amount) as reporting_amount,
           min(net_amount) as lowest, max(net_amount) as highest,
           bool_or(corrected_actual_id is not null) as has_corrected, bool_or(mirrors) as has_mirrors,
           bool_or(posting_type is null) as lacks_profile
      from lines
     group by 1, 2, 3, 4, 5
),

-- What a code taxes in accounting currency is what its lines brought to revenue, to the cent.
bases as materialized (
    select line.proposal_id, code.tax_code_id, code.rate_percent,
           sum(line.accounting_amount) as accounting_base_amount,
           min(line.lowest) < 0 and max(line.highest) > 0 as has_both_signs
      from summed as line
     cross join lateral unnest(coalesce(line.tax_code_ids, array[line.tax_code_id]),
                               coalesce(line.tax_rates, array[line.rate_percent])) as code (tax_code_id, rate_percent)
     where code.tax_code_id is not null
     group by line.proposal_id, code.tax_code_id, code.rate_percent
),

-- Tax is told line by line where lines of a code have different signs, and where something is corrected: what that
-- bills again at the original's rates, what it reverses by mirroring the original's share of each code. Of the elements of
-- an array the planner thinks few: for as many as there could be it makes room in memory, and writes what is joined to disk.
told_by_line as materialized (
    select unnest(array(select proposal_id
                          from summed
                         where has_corrected
                         union
                        select proposal_id
                          from bases
                         where has_both_signs)) as proposal_id
),

shares as (
    select line.proposal_id, line.actual_id, line.line_no, tax.tax_code_id, tax.rate_percent, line.net_amount,
           tax.tax_amount, line.exchange_rate, line.reporting_rate
      from told_by_line
      join lines as line
        on line.proposal_id = told_by_line.proposal_id
       and not line.mirrors
     cross join lateral unnest(line.tax_code_ids, line.tax_rates, line.tax_amounts)
             as tax (tax_code_id, rate_percent, tax_amount)
     union all
    select line.proposal_id, line.actual_id, line.line_no, tax.tax_code_id, tax.rate_percent, line.net_amount,
           tax.tax_amount, line.exchange_rate, line.reporting_rate
      from unnest(array(select distinct corrected_proposal_id
                          from lines
                         where mirrors
                           and corrected_proposal_id is not null
                           and exists (select from summed where has_mirrors))) as corrected (proposal_id)
     cross join lateral (
              -- Reads the proposals that are corrected and no others, whatever the statistics say.
              select billed.proposal_id, billed.line_no, billed.actual_id, billed.net_amount,
                     billed.tax_code_ids, billed.tax_rates, billed.tax_amounts, posted.exchange_rate,
                     posted.reporting_rate
                from accounting_proposal_line as billed
                join actuals_actual as actual
                  on actual.id = billed.actual_id
                 and actual.reverses_id is null
                join ledger_project_transaction as posted
                  on posted.actual_id = coalesce(billed.corrected_actual_id, billed.actual_id)
               where billed.proposal_id = corrected.proposal_id
              offset 0
          ) as line
     cross join lateral unnest(line.tax_code_ids, line.tax_rates, line.tax_amounts)
             as tax (tax_code_id, rate_percent, tax_amount)
),

converted_shares as materialized (
    select shares.proposal_id, shares.actual_id, shares.tax_code_id, shares.rate_percent, shares.tax_amount,
           companies_spread(sum(shares.tax_amount) over running, shares.tax_amount, shares.exchange_rate,
                            company.accounting_digits) as accounting_tax_amount,
           companies_spread(sum(shares.tax_amount) over running, shares.tax_amount, shares.reporting_rate,
                            company.reporting_digits) as reporting_tax_amount
      from shares
     cross join company
    window running as (partition by shares.proposal_id, shares.tax_code_id, shares.rate_percent,
                                    shares.exchange_rate, shares.reporting_rate
                           order by shares.line_no rows unbounded preceding)
),

line_taxes as materialized (
    select line.proposal_id, line.line_no, share.tax_code_id, share.rate_percent, line.net_amount as base_amount,
           line.accounting_amount as accounting_base_amount, sign.of_share * share.tax_amount as tax_amount,
           sign.of_share * share.accounting_tax_amount as accounting_tax_amount,
           sign.of_share * share.reporting_tax_amount as reporting_tax_amount
      from told_by_line
      join lines as line on line.proposal_id = told_by_line.proposal_id
     cross join lateral (values (case when line.mirrors then -1 else 1 end)) as sign (of_share)
      join converted_shares as share
        on share.actual_id = case when line.mirrors then line.corrected_actual_id else line.actual_id end
),

document_taxes as (
    select document.proposal_id, document.customer_id, tax.tax_code_id, tax.rate_percent, tax.base_amount,
           tax.tax_amount,
           round(tax.tax_amount * document.exchange_rate, company.accounting_digits)
               as accounting_tax_amount,
           round(tax.tax_amount * document.reporting_rate, company.reporting_digits)
               as reporting_tax_amount
      from documents as document
     cross join company
      join accounting_proposal_tax as tax on tax.proposal_id = document.proposal_id
     where document.proposal_id not in (select proposal_id from told_by_line)
     union all
    select document.proposal_id, document.customer_id, tax.tax_code_id, tax.rate_percent,
           sum(tax.base_amount), sum(tax.tax_amount), sum(tax.accounting_tax_amount),
           sum(tax.reporting_tax_amount)
      from documents as document
      join line_taxes as tax on tax.proposal_id = document.proposal_id
     group by document.proposal_id, document.customer_id, tax.tax_code_id, tax.rate_percent
),

taxes as materialized (
    select tax.proposal_id, tax.customer_id, tax.tax_code_id, tax.rate_percent, tax.base_amount, tax.tax_amount,
           bases.accounting_base_amount, tax.accounting_tax_amount, tax.reporting_tax_amount,
           coalesce(bases.has_both_signs, false) as has_both_signs
      from document_taxes as tax
      left join bases using (proposal_id, tax_code_id, rate_percent)
),

-- The receivable is what the lines and the tax add up to, in each currency.
sums as (
    select proposal_id, sum(accounting_net) as accounting_net_amount, sum(accounting_tax) as accounting_tax_amount,
           sum(reporting_amount) as reporting_gross_amount
      from (select proposal_id, accounting_amount as accounting_net, 0 as accounting_tax, reporting_amount
              from summed
             union all
            select proposal_id, 0, accounting_tax_amount, reporting_tax_amount
              from taxes) as parts
     group by proposal_id
),

receivables as materialized (
    select document.proposal_id, document.invoice_id, document.voucher_id, document.customer_id, document.transaction_currency, document.due_date, document.accounting_date,
           document.dimension_set_id, document.gross_amount, document.series, document.exchange_rate,
           document.reporting_rate,
           coalesce(sums.accounting_net_amount, 0) as accounting_net_amount,
           coalesce(sums.accounting_tax_amount, 0) as accounting_tax_amount,
           coalesce(sums.accounting_net_amount + sums.accounting_tax_amount, 0) as accounting_gross_amount,
           sums.reporting_gross_amount
      from documents as document
      left join sums on sums.proposal_id = document.proposal_id
),

-- Accounts are looked up once per distinct key; 0 stands for none.
needed_accounts as (
    select posting_type, project_id, category_id, customer_id, 0::bigint as tax_code_id
      from lines
     where net_amount <> 0
       and posting_type is not null
     union
    select 'sales_tax_payable', 0, 0, customer_id, tax_code_id
      from taxes
     union
    select 'customer_balance', 0, 0, customer_id, 0
      from documents
),

accounts as materialized (
    select needed.posting_type, needed.project_id, needed.category_id, needed.customer_id, needed.tax_code_id,
           found.main_account_id
      from needed_accounts as needed
      left join lateral accounting_account(%(company_id)s, needed.posting_type, needed.project_id,
                                           needed.category_id, needed.customer_id, needed.tax_code_id)
             as found on true
),

-- Every entry of a voucher, and its place there: the receivable, the lines, tax, accruals. An accrual is released by the
-- mirror of its own two entries.
keyed_entries as (
    select voucher_id, 0::bigint as place, accounting_date,
           'customer_balance' as posting_type, 0::bigint as project_id, 0::bigint as category_id, customer_id,
           0::bigint as tax_code_id, dimension_set_id, gross_amount as transaction_amount,
           transaction_currency, accounting_gross_amount as accounting_amount, exchange_rate,
           reporting_gross_amount as reporting_amount, reporting_rate
      from receivables
     where (gross_amount, accounting_gross_amount, coalesce(reporting_gross_amount, 0)) <> (0, 0, 0)
     union all
    select voucher_id, 1e17::bigint + line_no, accounting_date, posting_type, project_id, category_id, customer_id, 0,
           dimension_set_id, -net_amount, transaction_currency, -accounting_amount, exchange_rate,
           -reporting_amount, reporting_rate
      from lines
     where net_amount <> 0
     union all
    select receivable.voucher_id, 2e17::bigint + tax.tax_code_id, receivable.accounting_date, 'sales_tax_payable', 0, 0,
           receivable.customer_id, tax.tax_code_id, receivable.dimension_set_id, -tax.tax_amount,
           receivable.transaction_currency, -tax.accounting_tax_amount, receivable.exchange_rate,
           -tax.reporting_tax_amount, receivable.reporting_rate
      from taxes as tax
      join receivables as receivable on receivable.proposal_id = tax.proposal_id
     where (tax.tax_amount, tax.accounting_tax_amount, coalesce(tax.reporting_tax_amount, 0)) <> (0, 0, 0)
),

entries as (
    select entry.voucher_id, entry.place, entry.accounting_date, entry.posting_type, account.main_account_id, entry.dimension_set_id, entry.transaction_amount,
           entry.transaction_currency, entry.accounting_amount, entry.exchange_rate, entry.reporting_amount,
           entry.reporting_rate
      from keyed_entries as entry
      left join accounts as account
        on account.posting_type = entry.posting_type
       and account.project_id = entry.project_id
       and account.category_id = entry.category_id
       and account.customer_id = entry.customer_id
       and account.tax_code_id = entry.tax_code_id
     union all
    select line.voucher_id, 3e17::bigint + line.line_no * 2 + accrual.line_no, line.accounting_date, accrual.posting_type,
           accrual.main_account_id, accrual.dimension_set_id, -accrual.transaction_amount,
           accrual.transaction_currency, -accrual.accounting_amount, accrual.exchange_rate,
           -accrual.reporting_amount, accrual.reporting_rate
      from lines as line
     cross join lateral (
              -- Two looks by key for each accrual, which has two entries, whatever the statistics say of fresh rows.
              select entry.line_no, entry.posting_type, entry.main_account_id, entry.dimension_set_id,
                     entry.transaction_amount, entry.transaction_currency, entry.accounting_amount,
                     entry.exchange_rate, entry.reporting_amount, entry.reporting_rate
                from ledger_project_transaction as released
                join ledger_entry as entry
                  on entry.voucher_id = released.voucher_id
                 and entry.line_no in (1, 2)
               where released.actual_id = line.released_actual_id
                 and released.is_accrued
              offset 0
          ) as accrual
),

missing_accounts as materialized (
    select posting_type, project_id, category_id, customer_id, tax_code_id
      from accounts
     where main_account_id is null
),

faults as (
    select case when document.exchange_rate is null
                then format('%%s to %%s on %%s', document.transaction_currency, company.accounting_currency,
                            document.accounting_date)
                else format('%%s to %%s on %%s', document.transaction_currency, company.reporting_currency,
                            document.accounting_date)
            end as found,
           'ExchangeRateMissing' as refusal, document.proposal_id
      from documents as document
     cross join company
     where document.exchange_rate is null
        or (company.reporting_currency is not null and document.reporting_rate is null)
     union all
    select format('%%s work of contract %%s on project %%s',
                  coalesce(replace(contract_line.billing_method, '_', ' '), ''), contract.number,
                  coalesce(project.code, 'none')),
           'ProfileNotFound', line.proposal_id
      from lines as line
      join documents as document on document.proposal_id = line.proposal_id
      join agreements_contract as contract on contract.id = document.contract_id
      left join agreements_contract_line as contract_line on contract_line.id = line.contract_line_id
      left join masterdata_project as project on project.id = line.project_id
     where line.posting_type is null
       and exists (select from summed where lacks_profile)
     union all
    select account.posting_type, 'AccountMissing', owner.proposal_id
      from missing_accounts as account
      join (select posting_type, project_id, category_id, customer_id, 0::bigint as tax_code_id, proposal_id
              from lines
             where net_amount <> 0
               and exists (select from missing_accounts)
             union
            select 'sales_tax_payable', 0, 0, customer_id, tax_code_id, proposal_id
              from taxes
             union
            select 'customer_balance', 0, 0, customer_id, 0, proposal_id
              from documents) as owner
        on owner.posting_type = account.posting_type
       and owner.project_id = account.project_id
       and owner.category_id = account.category_id
       and owner.customer_id = account.customer_id
       and owner.tax_code_id = account.tax_code_id
),

posted_entries as (
    insert into ledger_entry
           (voucher_id, line_no, company_id, accounting_date, posting_type, main_account_id,
            dimension_set_id, transaction_amount, transaction_currency, accounting_amount, exchange_rate,
            reporting_amount, reporting_rate)
    select voucher_id, row_number() over (partition by voucher_id order by place, transaction_amount, accounting_amount),
           %(company_id)s, accounting_date, posting_type, main_account_id, dimension_set_id,
           transaction_amount, transaction_currency, accounting_amount, exchange_rate, reporting_amount,
           reporting_rate
      from entries
     where not exists (select from faults)
     order by voucher_id, place, transaction_amount, accounting_amount
    returning voucher_id, line_no
),

-- Zero writes no entry, and what has no entries has no voucher.
vouchers as materialized (
    select voucher_id
      from posted_entries
     where line_no = 1
),

posted_customer_transactions as (
    insert into ledger_customer_transaction
           (company_id, customer_id, document_class, invoice_id, voucher_id, accounting_date, due_date,
            transaction_amount, transaction_currency, accounting_amount, reporting_amount)
    select %(company_id)s, customer_id, series, invoice_id, voucher_id, accounting_date, due_date,
           gross_amount, transaction_currency, accounting_gross_amount, reporting_gross_amount
      from receivables
     where not exists (select from faults)
       and (gross_amount, accounting_gross_amount, coalesce(reporting_gross_amount, 0)) <> (0, 0, 0)
     order by voucher_id
),

posted_tax_transactions as (
    insert into ledger_tax_transaction
           (company_id, invoice_id, voucher_id, tax_code_id, code, name, category, legal_text, exemption_code, rate_percent,
            line_no, accounting_date, base_amount, tax_amount, transaction_currency, accounting_base_amount,
            accounting_tax_amount)
    select %(company_id)s, receivable.invoice_id, voucher.voucher_id, tax.tax_code_id, code.code, code.name,
           code.category, code.legal_text, code.exemption_code, tax.rate_percent, tax.line_no, receivable.accounting_date,
           tax.base_amount, tax.tax_amount, receivable.transaction_currency, tax.accounting_base_amount,
           tax.accounting_tax_amount
      from (select proposal_id, tax_code_id, rate_percent, null::integer as line_no, base_amount, tax_amount,
                   accounting_base_amount, accounting_tax_amount
              from taxes
             where not has_both_signs
             union all
            select line.proposal_id, line.tax_code_id, line.rate_percent, line.line_no, line.base_amount,
                   line.tax_amount, line.accounting_base_amount, line.accounting_tax_amount
              from line_taxes as line
              join taxes using (proposal_id, tax_code_id, rate_percent)
             where taxes.has_both_signs) as tax
      join receivables as receivable on receivable.proposal_id = tax.proposal_id
      join tax_tax_code as code on code.id = tax.tax_code_id
      left join vouchers as voucher on voucher.voucher_id = receivable.voucher_id
     where not exists (select from faults)
     order by receivable.voucher_id, tax.tax_code_id, tax.rate_percent, tax.line_no
),

posted_project_transactions as (
    insert into ledger_project_transaction
           (actual_id, company_id, transaction_type, transaction_class, project_id, transaction_date,
            accounting_date, quantity, transaction_amount, transaction_currency, accounting_amount,
            exchange_rate, reporting_amount, reporting_rate, ledger_layer, is_accrued, dimension_set_id,
            voucher_id, act_id)
    select line.actual_id, %(company_id)s, 'billed_sales', line.transaction_class, nullif(line.project_id, 0),
           line.transaction_date, line.accounting_date, line.quantity, line.net_amount, line.transaction_currency,
           line.accounting_amount, line.exchange_rate, line.reporting_amount, line.reporting_rate,
           line.ledger_layer, false, line.dimension_set_id,
           case when line.voucher_id in (select voucher_id from vouchers) then line.voucher_id end, %(act_id)s
      from lines as line
     where not exists (select from faults)
    returning is_accrued
),

-- Counted after the many lines, so that the counter of vouchers is locked last: others post meanwhile.
written as materialized (
    select (select count(*) from posted_entries) + (select count(*) from posted_project_transactions) as line_count,
           (select count(*) from vouchers) as voucher_count
),

drawn as (
    insert into companies_number_series as series (company_id, series, fiscal_year, prefix, digits, next_number, act_id)
    select %(company_id)s, 'voucher', 0, '', 5, 1 + voucher_count, %(act_id)s
      from written
     where voucher_count > 0
        on conflict (company_id, series, fiscal_year) do update
       set act_id = %(act_id)s,
           next_number = series.next_number + excluded.next_number - 1
    returning next_number
),

posted_vouchers as (
    insert into ledger_voucher (id, company_id, number, accounting_date, voucher_kind, act_id)
    select voucher.voucher_id, %(company_id)s,
           drawn.next_number - written.voucher_count - 1 + row_number() over (order by receivable.proposal_id),
           receivable.accounting_date,
           case receivable.series when 'credit_note' then 'customer_credit_note' else 'customer_invoice' end,
           %(act_id)s
      from drawn
     cross join written
     cross join vouchers as voucher
      join receivables as receivable on receivable.voucher_id = voucher.voucher_id
     order by receivable.proposal_id
)

select null as refusal, null as found, null::bigint[] as proposal_ids, receivable.proposal_id, receivable.invoice_id,
       voucher.voucher_id, receivable.due_date, receivable.exchange_rate, receivable.accounting_net_amount,
       receivable.accounting_tax_amount
  from receivables as receivable
  left join vouchers as voucher on voucher.voucher_id = receivable.voucher_id
 where not exists (select from faults)
 union all
select refusal, found, array_agg(distinct proposal_id order by proposal_id), null, null, null, null, null,
       null, null
  from faults
 group by refusal, found
 order by refusal, found, proposal_id
