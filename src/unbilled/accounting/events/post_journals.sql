-- event:   post_journals
-- moves:   accounting_journal_line draft -> posted
-- reads:   masterdata_company, masterdata_currency, masterdata_project, masterdata_category, masterdata_customer, masterdata_exchange_rate, agreements_contract, agreements_contract_line, agreements_fixed_rate_agreement, actuals_actual, ledger_fiscal_period, accounting_journal_line, accounting_profile_rule, accounting_cost_revenue_profile, accounting_line_property, accounting_posting_rule
-- writes:  accounting_journal_line; inserts ledger_voucher, ledger_entry, ledger_project_transaction
-- params:  company_id bigint; actual_ids bigint[]; first_number bigint; posted_at timestamptz
-- returns: one row with problem null: line_count posted, voucher_count; and per reason why lines cannot be posted: problem, named (what is missing), actual_ids
-- keeps:   with a problem nothing is written; every voucher has two entries, debit and credit, equal in each currency; the fixed rate of a contract never touches cost
-- source:  spec/accounting.md 4 (profile, exchange rate, accounting date), 7, 8 rows 1-13

with company as (
    select company.move_to_open_period,
           company.accounting_currency_id as accounting_currency, accounting.digits as accounting_digits,
           company.reporting_currency_id as reporting_currency, reporting.digits as reporting_digits
      from masterdata_company as company
      join masterdata_currency as accounting on accounting.code = company.accounting_currency_id
      left join masterdata_currency as reporting on reporting.code = company.reporting_currency_id
     where company.id = %(company_id)s
),

-- Driven by the ids asked for and joined by key alone, so that the plan knows how many there are even when
-- the tables have just been filled. 0 stands for none in the keys, so that joins on them can hash.
lines as materialized (
    select asked.actual_id, line.accounting_date as asked_date, line.dimension_set_id,
           coalesce(line.company_id = %(company_id)s and line.status = 'draft', false) as is_draft,
           actual.transaction_type, actual.transaction_class, actual.transaction_date, actual.billing_type,
           actual.quantity, actual.transaction_amount, actual.transaction_currency,
           coalesce(contract_line.billing_method, '') as billing_method,
           coalesce(actual.contract_id, 0) as contract_id,
           coalesce(actual.project_id, 0) as project_id,
           coalesce(actual.category_id, 0) as category_id,
           coalesce(actual.customer_id, 0) as customer_id
      from unnest(%(actual_ids)s::bigint[]) as asked (actual_id)
      left join accounting_journal_line as line on line.actual_id = asked.actual_id
      left join actuals_actual as actual on actual.id = asked.actual_id
      left join agreements_contract_line as contract_line on contract_line.id = actual.contract_line_id
),

-- Without a contract line the work is internal: no profile, cost goes to profit and loss.
needed_profiles as (
    select distinct billing_method, project_id, contract_id
      from lines
     where billing_method <> ''
),

profiles as (
    select needed.billing_method, needed.project_id, needed.contract_id,
           profile.post_cost_time, profile.post_cost_expense, profile.post_cost_material,
           profile.accrue_time, profile.accrue_expense, profile.accrue_material, profile.accrue_fee
      from needed_profiles as needed
      left join masterdata_project as project on project.id = needed.project_id
      join lateral (
               select rule.profile_id
                 from accounting_profile_rule as rule
                where rule.company_id = %(company_id)s
                  and rule.billing_method = needed.billing_method
                  and (rule.project_id is null or rule.project_id = needed.project_id)
                  and (rule.project_group = '' or rule.project_group = project.project_group)
                  and (rule.contract_id is null or rule.contract_id = needed.contract_id)
                order by rule.project_id is null, rule.project_group = '', rule.contract_id is null
                limit 1
           ) as found on true
      join accounting_cost_revenue_profile as profile on profile.id = found.profile_id
),

-- The first day that takes postings: the one asked for, or that of the next open period if allowed.
days as (
    select asked_date,
           case when exists (select
                               from ledger_fiscal_period as period
                              where period.company_id = %(company_id)s
                                and period.status = 'open'
                                and period.starts_on <= asked_date
                                and asked_date < period.ends_before)
                then asked_date
                when company.move_to_open_period
                then (select min(period.starts_on)
                        from ledger_fiscal_period as period
                       where period.company_id = %(company_id)s
                         and period.status = 'open'
                         and period.starts_on > asked_date)
            end as accounting_date
      from (select distinct asked_date from lines) as asked
     cross join company
),

treated as materialized (
    select lines.actual_id, lines.dimension_set_id, lines.asked_date, days.accounting_date,
           lines.transaction_type, lines.transaction_class, lines.transaction_date, lines.billing_type,
           lines.quantity, lines.transaction_amount, lines.transaction_currency, lines.billing_method,
           lines.contract_id, lines.project_id, lines.category_id, lines.customer_id, lines.is_draft,
           property.billing_type is not null as has_property,
           lines.billing_method = '' or profiles.billing_method is not null as has_profile,
           agreement.rate as fixed_rate,
           case when lines.transaction_type <> 'cost' then null
                when lines.billing_method = '' then 'profit_and_loss'
                when setting.cost_layer = 'balance' and not property.capitalize_cost then 'profit_and_loss'
                else setting.cost_layer
            end as cost_layer,
           lines.transaction_type = 'unbilled_sales'
               and lines.billing_method = 'time_and_material'
               and lines.billing_type = 'chargeable'
               and coalesce(property.accrue_revenue and setting.accrues
                            and setting.cost_layer = 'profit_and_loss', false) as is_accrued
      from lines
      left join days using (asked_date)
      left join profiles using (billing_method, project_id, contract_id)
      left join accounting_line_property as property
        on property.company_id = %(company_id)s
       and property.billing_type = lines.billing_type
      left join agreements_fixed_rate_agreement as agreement
        on agreement.contract_id = lines.contract_id
       and agreement.from_currency_id = lines.transaction_currency
       and lines.transaction_type <> 'cost'
     cross join lateral (
               select case lines.transaction_class
                      when 'time' then profiles.post_cost_time
                      when 'expense' then profiles.post_cost_expense
                      when 'material' then profiles.post_cost_material
                      else 'profit_and_loss' end as cost_layer,
                      case lines.transaction_class
                      when 'time' then profiles.accrue_time
                      when 'expense' then profiles.accrue_expense
                      when 'material' then profiles.accrue_material
                      else profiles.accrue_fee end as accrues
           ) as setting
),

typed as materialized (
    select treated.actual_id, treated.dimension_set_id, treated.asked_date, treated.accounting_date,
           treated.transaction_type, treated.transaction_class, treated.transaction_date,
           treated.billing_type, treated.quantity, treated.transaction_amount, treated.transaction_currency,
           treated.billing_method, treated.contract_id, treated.project_id, treated.category_id,
           treated.customer_id, treated.is_draft, treated.has_property, treated.has_profile,
           treated.is_accrued,
           coalesce(treated.cost_layer,
                    case when treated.is_accrued then 'profit_and_loss' else 'no_ledger' end) as ledger_layer,
           case when treated.is_accrued then 'wip_sales_value'
                when treated.cost_layer = 'profit_and_loss' then 'cost'
                when treated.cost_layer = 'balance' and treated.transaction_class = 'material'
                then 'wip_cost_value_item'
                when treated.cost_layer = 'balance' then 'wip_cost_value'
            end as debit_type,
           case when treated.is_accrued then 'accrued_revenue'
                when treated.cost_layer not in ('profit_and_loss', 'balance') then null
                when treated.transaction_class = 'time' then 'payroll_allocation'
                when treated.transaction_class = 'expense' then 'expense_offset'
                when treated.transaction_class = 'material' then 'cost_item'
            end as credit_type,
           case when treated.transaction_currency <> company.accounting_currency
                then treated.fixed_rate
            end as fixed_rate
      from treated
     cross join company
),

-- Rates are looked up once per distinct pair and day; a currency to itself is 1.
needed_rates as (
    select distinct typed.transaction_currency as from_currency, target.to_currency,
           typed.accounting_date as day
      from typed
     cross join company
     cross join lateral (values (company.accounting_currency), (company.reporting_currency))
             as target (to_currency)
     where target.to_currency is not null
       and typed.accounting_date is not null
),

rates as (
    select needed.from_currency, needed.to_currency, needed.day,
           case when needed.from_currency = needed.to_currency then 1 else found.rate end as rate
      from needed_rates as needed
      left join lateral (
               select dated.rate
                 from masterdata_exchange_rate as dated
                where dated.company_id = %(company_id)s
                  and dated.from_currency_id = needed.from_currency
                  and dated.to_currency_id = needed.to_currency
                  and dated.valid_from <= needed.day
                order by dated.valid_from desc
                limit 1
           ) as found on needed.from_currency <> needed.to_currency
),

-- Accounts are looked up once per distinct key; both sides share the selectors.
needed_accounts as (
    select distinct side.posting_type, typed.project_id, typed.category_id, typed.customer_id
      from (select distinct debit_type, credit_type, project_id, category_id, customer_id
              from typed
             where debit_type is not null) as typed
     cross join lateral (values (typed.debit_type), (typed.credit_type)) as side (posting_type)
),

accounts as (
    select needed.posting_type, needed.project_id, needed.category_id, needed.customer_id,
           found.main_account_id
      from needed_accounts as needed
      left join masterdata_project as project on project.id = needed.project_id
      left join masterdata_category as category on category.id = needed.category_id
      left join masterdata_customer as customer on customer.id = needed.customer_id
      left join lateral (
               select rule.main_account_id
                 from accounting_posting_rule as rule
                where rule.company_id = %(company_id)s
                  and rule.posting_type = needed.posting_type
                  and (rule.project_id is null or rule.project_id = needed.project_id)
                  and (rule.project_group = '' or rule.project_group = project.project_group)
                  and (rule.category_id is null or rule.category_id = needed.category_id)
                  and (rule.category_group = '' or rule.category_group = category.category_group)
                  and (rule.customer_id is null or rule.customer_id = needed.customer_id)
                  and (rule.customer_group = '' or rule.customer_group = customer.customer_group)
                  and rule.tax_code_id is null
                order by rule.project_id is null, rule.project_group = '', rule.category_id is null,
                         rule.category_group = '', rule.customer_id is null, rule.customer_group = ''
                limit 1
           ) as found on true
),

resolved as materialized (
    select typed.actual_id, typed.dimension_set_id, typed.asked_date, typed.accounting_date,
           typed.transaction_type, typed.transaction_class, typed.transaction_date, typed.billing_type,
           typed.quantity, typed.transaction_amount, typed.transaction_currency, typed.billing_method,
           typed.contract_id, typed.project_id, typed.is_accrued, typed.ledger_layer,
           typed.debit_type, typed.credit_type,
           debited.main_account_id as debit_account_id, credited.main_account_id as credit_account_id,
           coalesce(typed.fixed_rate, to_accounting.rate) as exchange_rate,
           to_reporting.rate as reporting_rate,
           round(typed.transaction_amount * coalesce(typed.fixed_rate, to_accounting.rate),
                 company.accounting_digits) as accounting_amount,
           round(typed.transaction_amount * to_reporting.rate, company.reporting_digits) as reporting_amount,
           case when not typed.is_draft then 'not_draft'
                when not typed.has_property then 'line_property'
                when not typed.has_profile then 'profile'
                when typed.accounting_date is null then 'period'
                when coalesce(typed.fixed_rate, to_accounting.rate) is null then 'accounting_rate'
                when company.reporting_currency is not null and to_reporting.rate is null
                then 'reporting_rate'
                when typed.debit_type is not null and debited.main_account_id is null then 'debit_account'
                when typed.debit_type is not null and credited.main_account_id is null then 'credit_account'
            end as problem
      from typed
     cross join company
      left join rates as to_accounting
        on to_accounting.from_currency = typed.transaction_currency
       and to_accounting.to_currency = company.accounting_currency
       and to_accounting.day = typed.accounting_date
      left join rates as to_reporting
        on to_reporting.from_currency = typed.transaction_currency
       and to_reporting.to_currency = company.reporting_currency
       and to_reporting.day = typed.accounting_date
      left join accounts as debited
        on debited.posting_type = typed.debit_type
       and debited.project_id = typed.project_id
       and debited.category_id = typed.category_id
       and debited.customer_id = typed.customer_id
      left join accounts as credited
        on credited.posting_type = typed.credit_type
       and credited.project_id = typed.project_id
       and credited.category_id = typed.category_id
       and credited.customer_id = typed.customer_id
),

problems as (
    select resolved.problem, resolved.actual_id,
           case resolved.problem
           when 'line_property' then resolved.billing_type
           when 'profile' then format('%%s work of contract %%s on project %%s',
                                      replace(resolved.billing_method, '_', ' '), contract.number, project.code)
           when 'period' then resolved.asked_date::text
           when 'accounting_rate' then format('%%s to %%s on %%s', resolved.transaction_currency,
                                              company.accounting_currency, resolved.accounting_date)
           when 'reporting_rate' then format('%%s to %%s on %%s', resolved.transaction_currency,
                                             company.reporting_currency, resolved.accounting_date)
           when 'debit_account' then resolved.debit_type
           when 'credit_account' then resolved.credit_type
            end as named
      from resolved
     cross join company
      left join agreements_contract as contract on contract.id = resolved.contract_id
      left join masterdata_project as project on project.id = resolved.project_id
     where resolved.problem is not null
),

-- Numbers in the order of the actuals, to those that reach the ledger.
numbered as materialized (
    select actual_id, dimension_set_id, accounting_date, transaction_type, transaction_class,
           transaction_date, quantity, transaction_amount, transaction_currency, project_id, is_accrued,
           ledger_layer, debit_type, credit_type, debit_account_id, credit_account_id, exchange_rate,
           reporting_rate, accounting_amount, reporting_amount,
           case when debit_type is not null
                then %(first_number)s - 1
                     + count(debit_type) over (order by actual_id rows unbounded preceding)
            end as voucher_number
      from resolved
     where not exists (select from problems)
),

vouchers as (
    insert into ledger_voucher (company_id, number, accounting_date, voucher_kind)
    select %(company_id)s, voucher_number, accounting_date,
           case transaction_type when 'cost' then 'project_cost' else 'project_sales' end
      from numbered
     where voucher_number is not null
     order by voucher_number
    returning id, number
),

entries as (
    insert into ledger_entry
           (voucher_id, line_no, company_id, accounting_date, posting_type, main_account_id,
            dimension_set_id, transaction_amount, transaction_currency, accounting_amount, exchange_rate,
            reporting_amount, reporting_rate)
    select vouchers.id, side.line_no, %(company_id)s, numbered.accounting_date, side.posting_type,
           side.main_account_id, numbered.dimension_set_id, side.sign * numbered.transaction_amount,
           numbered.transaction_currency, side.sign * numbered.accounting_amount, numbered.exchange_rate,
           side.sign * numbered.reporting_amount, numbered.reporting_rate
      from vouchers
      join numbered on numbered.voucher_number = vouchers.number
     cross join lateral (values (1, numbered.debit_type, numbered.debit_account_id, 1),
                                (2, numbered.credit_type, numbered.credit_account_id, -1))
             as side (line_no, posting_type, main_account_id, sign)
),

project_transactions as (
    insert into ledger_project_transaction
           (actual_id, company_id, transaction_kind, transaction_class, project_id, transaction_date,
            accounting_date, quantity, transaction_amount, transaction_currency, accounting_amount,
            exchange_rate, reporting_amount, reporting_rate, ledger_layer, is_accrued, dimension_set_id,
            voucher_id)
    select numbered.actual_id, %(company_id)s, numbered.transaction_type, numbered.transaction_class,
           nullif(numbered.project_id, 0), numbered.transaction_date, numbered.accounting_date,
           numbered.quantity, numbered.transaction_amount, numbered.transaction_currency,
           numbered.accounting_amount, numbered.exchange_rate, numbered.reporting_amount,
           numbered.reporting_rate, numbered.ledger_layer, numbered.is_accrued, numbered.dimension_set_id,
           vouchers.id
      from numbered
      left join vouchers on vouchers.number = numbered.voucher_number
),

posted as (
    update accounting_journal_line as line
       set status = 'posted',
           accounting_date = numbered.accounting_date,
           posted_at = %(posted_at)s
      from numbered
     where line.actual_id = numbered.actual_id
       and line.status = 'draft'
    returning line.actual_id
)

select null as problem, null as named, null::bigint[] as actual_ids,
       (select count(*) from posted) as line_count, (select count(*) from vouchers) as voucher_count
 union all
select problem, named, array_agg(actual_id order by actual_id), 0, 0
  from problems
 group by problem, named
 order by problem nulls first, named
