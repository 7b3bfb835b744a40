-- event:   post_journals
-- moves:   accounting_journal_line draft -> posted
-- returns: one row: line_count posted, voucher_count; and per fault: refusal, found, actual_ids
-- keeps:   with a fault nothing is written; every voucher has two entries, debit and credit, equal in each currency; the fixed rate of a contract never touches cost; what is taken back is copied, not computed
-- source:  docs/rules/journal.md#posting-journals; docs/rules/journal.md#profiles; docs/rules/journal.md#ledger-layers; docs/rules/journal.md#accruals; docs/rules/journal.md#accounting-date; docs/rules/journal.md#conversion; docs/rules/journal.md#posting-rules; docs/rules/journal.md#reversed-lines

with company as materialized (
    select company.move_to_open_period,
           company.accounting_currency_id as accounting_currency, accounting.digits as accounting_digits,
           company.reporting_currency_id as reporting_currency, reporting.digits as reporting_digits,
           pg_get_serial_sequence('ledger_voucher', 'id')::regclass as voucher_ids
      from companies_company as company
      join companies_currency as accounting on accounting.code = company.accounting_currency_id
      left join companies_currency as reporting on reporting.code = company.reporting_currency_id
     where company.id = %(company_id)s
),

-- Starts from the identities asked for, whose number is the planner's one good estimate when the tables have just been
-- filled, and looks each up by its key: joined, the journal of all years would be read. 0 stands for none in the keys, as
-- hash joins need equality and null equals nothing.
lines as materialized (
    select asked.actual_id,
           coalesce(actual.contract_line_id, 0) as contract_line_id,
           coalesce(actual.contract_id, 0) as contract_id,
           coalesce(actual.project_id, 0) as project_id,
           coalesce(actual.category_id, 0) as category_id,
           coalesce(actual.customer_id, 0) as customer_id,
           line.accounting_date as asked_date, actual.transaction_date,
           coalesce(line.company_id = %(company_id)s and line.status = 'draft', false) as is_draft,
           actual.transaction_type, actual.transaction_class, actual.transaction_currency, actual.billing_type,
           actual.quantity, actual.transaction_amount, line.dimension_set_id, actual.reverses_id
      from unnest(%(actual_ids)s::bigint[]) as asked (actual_id)
      left join lateral (
                select own.company_id, own.accounting_date, own.status, own.dimension_set_id
                  from accounting_journal_line as own
                 where own.actual_id = asked.actual_id
                offset 0
           ) as line on true
      left join lateral (
                select own.contract_line_id, own.contract_id, own.project_id, own.category_id, own.customer_id,
                       own.transaction_date, own.transaction_type, own.transaction_class, own.transaction_currency,
                       own.billing_type, own.quantity, own.transaction_amount, own.reverses_id
                  from actuals_actual as own
                 where own.id = asked.actual_id
                offset 0
           ) as actual on true
),

-- How a line is posted follows from its kind, its day and its amount: kinds and days are few, and whatever
-- has to be looked up is looked up for them. Without a contract line the work is internal.
kinds as materialized (
    select kind.transaction_type, kind.transaction_class, kind.billing_type, kind.transaction_currency,
           kind.contract_line_id, kind.contract_id, kind.project_id, kind.category_id, kind.customer_id,
           coalesce(contract_line.billing_method, '') as billing_method
      from (select distinct transaction_type, transaction_class, billing_type, transaction_currency,
                   contract_line_id, contract_id, project_id, category_id, customer_id
              from lines) as kind
      left join agreements_contract_line as contract_line on contract_line.id = kind.contract_line_id
),

needed_profiles as (
    select distinct billing_method, project_id, contract_id
      from kinds
     where billing_method <> ''
),

profiles as (
    select needed.billing_method, needed.project_id, needed.contract_id,
           profile.post_cost_time, profile.post_cost_expense, profile.post_cost_material,
           profile.accrue_time, profile.accrue_expense, profile.accrue_material, profile.accrue_fee
      from needed_profiles as needed
     cross join lateral accounting_profile(%(company_id)s, needed.billing_method, needed.project_id,
                                           needed.contract_id) as found
      join accounting_cost_revenue_profile as profile on profile.id = found.profile_id
),

-- Cost goes to the layer of its profile, to profit and loss when it is internal or not to be capitalized.
treated as materialized (
    select kinds.transaction_type, kinds.transaction_class, kinds.billing_type, kinds.transaction_currency,
           kinds.contract_line_id, kinds.contract_id, kinds.project_id, kinds.category_id, kinds.customer_id,
           kinds.billing_method,
           property.billing_type is not null as has_property,
           kinds.billing_method = '' or profiles.billing_method is not null as has_profile,
           agreement.rate as fixed_rate,
           case when kinds.transaction_type <> 'cost' then null
                when kinds.billing_method = '' then 'profit_and_loss'
                when setting.cost_layer = 'balance' and not property.capitalize_cost then 'profit_and_loss'
                else setting.cost_layer
            end as cost_layer,
           kinds.transaction_type = 'unbilled_sales'
               and kinds.billing_method = 'time_and_material'
               and kinds.billing_type = 'chargeable'
               and coalesce(property.accrue_revenue and setting.accrues
                            and setting.cost_layer = 'profit_and_loss', false) as is_accrued
      from kinds
     cross join company
      left join profiles using (billing_method, project_id, contract_id)
      left join accounting_line_property as property
        on property.company_id = %(company_id)s
       and property.billing_type = kinds.billing_type
      left join agreements_fixed_rate_agreement as agreement
        on agreement.contract_id = kinds.contract_id
       and agreement.from_currency_id = kinds.transaction_currency
       and kinds.transaction_type <> 'cost'
       and kinds.transaction_currency <> company.accounting_currency
     cross join lateral (
               select case kinds.transaction_class
                      when 'time' then profiles.post_cost_time
                      when 'expense' then profiles.post_cost_expense
                      when 'material' then profiles.post_cost_material
                      else 'profit_and_loss' end as cost_layer,
                      case kinds.transaction_class
                      when 'time' then profiles.accrue_time
                      when 'expense' then profiles.accrue_expense
                      when 'material' then profiles.accrue_material
                      else profiles.accrue_fee end as accrues
           ) as setting
),

typed as materialized (
    select transaction_type, transaction_class, billing_type, transaction_currency, contract_line_id,
           contract_id, project_id, category_id, customer_id, billing_method, has_property, has_profile,
           fixed_rate, is_accrued,
           coalesce(cost_layer, case when is_accrued then 'profit_and_loss' else 'no_ledger' end) as ledger_layer,
           case when is_accrued then 'wip_sales_value'
                when cost_layer = 'profit_and_loss' then 'cost'
                when cost_layer = 'balance' and transaction_class = 'material' then 'wip_cost_value_item'
                when cost_layer = 'balance' then 'wip_cost_value'
            end as debit_type,
           case when is_accrued then 'accrued_revenue'
                when cost_layer not in ('profit_and_loss', 'balance') then null
                when transaction_class = 'time' then 'payroll_allocation'
                when transaction_class = 'expense' then 'expense_offset'
                when transaction_class = 'material' then 'cost_item'
            end as credit_type
      from treated
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
     cross join lateral accounting_account(%(company_id)s, needed.posting_type, needed.project_id,
                                           needed.category_id, needed.customer_id, 0) as found
),

treatments as materialized (
    select typed.transaction_type, typed.transaction_class, typed.billing_type, typed.transaction_currency,
           typed.contract_line_id, typed.contract_id, typed.project_id, typed.category_id, typed.customer_id,
           typed.billing_method, typed.has_property, typed.has_profile, typed.fixed_rate, typed.is_accrued,
           typed.ledger_layer, typed.debit_type, typed.credit_type,
           debited.main_account_id as debit_account_id, credited.main_account_id as credit_account_id
      from typed
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

days as (
    select asked.asked_date, asked.transaction_currency, posted.accounting_date, posted.refusal
      from (select distinct asked_date, transaction_currency from lines) as asked
     cross join company
     cross join lateral ledger_open_day(%(company_id)s, asked.asked_date, company.move_to_open_period) as posted
),

dated as materialized (
    select days.asked_date, days.transaction_currency, days.accounting_date, days.refusal,
           accounting.rate as accounting_rate, reporting.rate as reporting_rate
      from days
     cross join company
     cross join lateral companies_rate_on_day(%(company_id)s, days.transaction_currency,
                                              company.accounting_currency, days.accounting_date) as accounting
     cross join lateral companies_rate_on_day(%(company_id)s, days.transaction_currency,
                                              company.reporting_currency, days.accounting_date) as reporting
),

-- Identities of vouchers are drawn here, so that entries and project transactions need not look for theirs.
resolved as materialized (
    select known.actual_id, known.asked_date, known.accounting_date, known.transaction_type, known.transaction_class,
           known.transaction_date, known.billing_type, known.quantity, known.transaction_amount,
           known.transaction_currency, known.contract_id, known.project_id, known.billing_method, known.is_accrued,
           known.ledger_layer, known.debit_type, known.credit_type, known.debit_account_id, known.credit_account_id,
           known.dimension_set_id, known.exchange_rate, known.reporting_rate, known.refusal,
           coalesce(known.reversing_accounting_amount,
                    round(known.transaction_amount * known.exchange_rate, known.accounting_digits)) as accounting_amount,
           coalesce(known.reversing_reporting_amount,
                    round(known.transaction_amount * known.reporting_rate, known.reporting_digits)) as reporting_amount,
           case when known.debit_type is not null then nextval(known.voucher_ids) end as voucher_id
      from (
             select lines.actual_id, lines.asked_date, dated.accounting_date,
                    lines.transaction_type, lines.transaction_class, lines.transaction_date, lines.billing_type,
                    lines.quantity, lines.transaction_amount, lines.transaction_currency, lines.contract_id,
                    lines.project_id, treatments.billing_method,
                    case when reversed.actual_id is null then treatments.is_accrued else reversed.is_accrued
                    end as is_accrued,
                    case when reversed.actual_id is null then treatments.ledger_layer else reversed.ledger_layer
                    end as ledger_layer,
                    case when reversed.actual_id is null then treatments.debit_type else reversed.debit_type
                    end as debit_type,
                    case when reversed.actual_id is null then treatments.credit_type else reversed.credit_type
                    end as credit_type,
                    case when reversed.actual_id is null then treatments.debit_account_id else reversed.debit_account_id
                    end as debit_account_id,
                    case when reversed.actual_id is null then treatments.credit_account_id else reversed.credit_account_id
                    end as credit_account_id,
                    case when reversed.actual_id is null then lines.dimension_set_id else reversed.dimension_set_id
                    end as dimension_set_id,
                    case when reversed.actual_id is null then coalesce(treatments.fixed_rate, dated.accounting_rate)
                         else reversed.exchange_rate
                    end as exchange_rate,
                    case when reversed.actual_id is null then dated.reporting_rate else reversed.reporting_rate
                    end as reporting_rate,
                    -reversed.accounting_amount as reversing_accounting_amount,
                    -reversed.reporting_amount as reversing_reporting_amount,
                    case when not lines.is_draft then 'JournalLineNotDraft'
                         when reversed.actual_id is not null
                         then dated.refusal
                         when not treatments.has_property then 'LinePropertyMissing'
                         when not treatments.has_profile then 'ProfileNotFound'
                         when dated.refusal is not null then dated.refusal
                         when coalesce(treatments.fixed_rate, dated.accounting_rate) is null
                           or (company.reporting_currency is not null and dated.reporting_rate is null)
                         then 'ExchangeRateMissing'
                         when treatments.debit_type is not null
                          and (treatments.debit_account_id is null or treatments.credit_account_id is null)
                         then 'AccountMissing'
                     end as refusal,
                    company.accounting_digits, company.reporting_digits, company.voucher_ids
               from lines
              cross join company
               left join dated
                 on dated.asked_date = lines.asked_date
                and dated.transaction_currency = lines.transaction_currency
               left join treatments
                 on treatments.contract_line_id = lines.contract_line_id
                and treatments.project_id = lines.project_id
                and treatments.category_id = lines.category_id
                and treatments.customer_id = lines.customer_id
                and treatments.contract_id = lines.contract_id
                and treatments.transaction_type = lines.transaction_type
                and treatments.transaction_class = lines.transaction_class
                and treatments.billing_type = lines.billing_type
                and treatments.transaction_currency = lines.transaction_currency
               -- What takes back something posted is posted as that was: accounts, dimensions, rates and amounts are copied.
               -- Each is looked up by its key, for the planner takes nearly all lines for reversals.
               left join lateral (
                         select original.actual_id, original.ledger_layer, original.is_accrued,
                                original.dimension_set_id, original.exchange_rate, original.reporting_rate,
                                original.accounting_amount, original.reporting_amount,
                                debit.posting_type as debit_type, debit.main_account_id as debit_account_id,
                                credit.posting_type as credit_type, credit.main_account_id as credit_account_id
                           from ledger_project_transaction as original
                           left join ledger_entry as debit
                             on debit.voucher_id = original.voucher_id
                            and debit.line_no = 1
                           left join ledger_entry as credit
                             on credit.voucher_id = original.voucher_id
                            and credit.line_no = 2
                          where lines.reverses_id is not null
                            and original.actual_id = lines.reverses_id
                         offset 0
                    ) as reversed on true
              order by lines.actual_id
           ) as known
),

faults as (
    select resolved.refusal, resolved.actual_id,
           case resolved.refusal
           when 'LinePropertyMissing' then resolved.billing_type
           when 'ProfileNotFound' then format('%%s work of contract %%s on project %%s',
                                      replace(resolved.billing_method, '_', ' '), contract.number, project.code)
           when 'ExchangeRateMissing'
           then format('%%s to %%s on %%s', resolved.transaction_currency,
                       case when resolved.exchange_rate is null then company.accounting_currency
                            else company.reporting_currency end,
                       resolved.accounting_date)
           when 'AccountMissing'
           then case when resolved.debit_account_id is null then resolved.debit_type else resolved.credit_type end
           when 'JournalLineNotDraft' then null
           else resolved.asked_date::text
            end as found
      from resolved
     cross join company
      left join agreements_contract as contract on contract.id = resolved.contract_id
      left join masterdata_project as project on project.id = resolved.project_id
     where resolved.refusal is not null
),

entries as (
    insert into ledger_entry
           (voucher_id, line_no, company_id, accounting_date, posting_type, main_account_id,
            dimension_set_id, transaction_amount, transaction_currency, accounting_amount, exchange_rate,
            reporting_amount, reporting_rate)
    select resolved.voucher_id, side.line_no, %(company_id)s, resolved.accounting_date,
           case side.line_no when 1 then resolved.debit_type else resolved.credit_type end,
           case side.line_no when 1 then resolved.debit_account_id else resolved.credit_account_id end,
           resolved.dimension_set_id,
           case side.line_no when 1 then resolved.transaction_amount else -resolved.transaction_amount end,
           resolved.transaction_currency,
           case side.line_no when 1 then resolved.accounting_amount else -resolved.accounting_amount end,
           resolved.exchange_rate,
           case side.line_no when 1 then resolved.reporting_amount else -resolved.reporting_amount end,
           resolved.reporting_rate
      from resolved
     cross join (values (1), (2)) as side (line_no)
     where resolved.voucher_id is not null
       and not exists (select from faults)
    returning line_no
),

project_transactions as (
    insert into ledger_project_transaction
           (actual_id, company_id, transaction_type, transaction_class, project_id, transaction_date,
            accounting_date, quantity, transaction_amount, transaction_currency, accounting_amount,
            exchange_rate, reporting_amount, reporting_rate, ledger_layer, is_accrued, dimension_set_id,
            voucher_id, act_id)
    select actual_id, %(company_id)s, transaction_type, transaction_class, nullif(project_id, 0),
           transaction_date, accounting_date, quantity, transaction_amount, transaction_currency,
           accounting_amount, exchange_rate, reporting_amount, reporting_rate, ledger_layer, is_accrued,
           dimension_set_id, voucher_id, %(act_id)s
      from resolved
     where not exists (select from faults)
    returning is_accrued
),

-- A case hides the status from the planner: statistics that know posted lines only would have it look for one line.
posted as (
    update accounting_journal_line as line
       set status = 'posted',
           accounting_date = resolved.accounting_date,
           act_id = %(act_id)s
      from resolved
     where line.actual_id = any(array(select actual_id from resolved))
       and line.actual_id = resolved.actual_id
       and not exists (select from faults)
       and case when line.status = 'draft' then true end
    returning line.actual_id
),

-- What was written by now, so that the counter is locked last: others post meanwhile.
written as materialized (
    select (select count(*) from posted) as line_count, (select count(*) from entries) / 2 as voucher_count,
           (select count(*) from project_transactions) as transaction_count
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

-- Numbers in the order of the actuals, to those that reach the ledger.
vouchers as (
    insert into ledger_voucher (id, company_id, number, accounting_date, voucher_kind, act_id)
    select resolved.voucher_id, %(company_id)s,
           drawn.next_number - written.voucher_count - 1
               + row_number() over (order by resolved.actual_id),
           resolved.accounting_date,
           case resolved.transaction_type when 'cost' then 'project_cost' else 'project_sales' end, %(act_id)s
      from drawn
     cross join written
     cross join resolved
     where resolved.voucher_id is not null
)

select null as refusal, null as found, null::bigint[] as actual_ids, line_count, voucher_count
  from written
 union all
select refusal, found, array_agg(actual_id order by actual_id), 0, 0
  from faults
 group by refusal, found
 order by refusal nulls first, found
