-- event:   post_expired_retainers
-- returns: one row: voucher_count; and per fault: refusal, found, retainer_ids
-- keeps:   with a fault nothing is written; what a retainer has left in the books is copied, not computed
-- source:  docs/rules/retainers.md#expiry

with company as materialized (
    select company.move_to_open_period
      from companies_company as company
     where company.id = %(company_id)s
),

expired as materialized (
    select given.retainer_id, given.amount, given.hours, retainer.transaction_currency, retainer.name,
           contract.number as contract, billed.ledger_layer, billed.exchange_rate, billed.reporting_rate,
           billed.dimension_set_id, rest.accounting_amount, rest.reporting_amount,
           coalesce(rest.is_posted and rest.net_amount = given.amount, false) as is_posted,
           day.accounting_date, day.refusal,
           debit.main_account_id as debit_account_id, credit.main_account_id as credit_account_id,
           case when billed.ledger_layer = 'balance' then nextval(pg_get_serial_sequence('ledger_voucher', 'id')) end as voucher_id
      from unnest(%(retainer_ids)s::bigint[], %(amounts)s::numeric[], %(hours)s::numeric[])
             as given (retainer_id, amount, hours)
     cross join company
      join billing_retainer as retainer on retainer.id = given.retainer_id
      join agreements_contract as contract on contract.id = retainer.contract_id
      join agreements_contract_line as line on line.id = retainer.contract_line_id
      left join ledger_project_transaction as billed on billed.actual_id = retainer.billed_actual_id
     cross join lateral accounting_left_of_retainer(retainer.billed_actual_id) as rest
     cross join lateral ledger_open_day(%(company_id)s, %(acted_on)s::date, company.move_to_open_period) as day
      left join lateral accounting_account(%(company_id)s, 'wip_invoiced_on_account', line.project_id, 0,
                                           retainer.customer_id, 0) as debit on true
      left join lateral accounting_account(%(company_id)s, 'invoiced_revenue', line.project_id, 0,
                                           retainer.customer_id, 0) as credit on true
     where retainer.company_id = %(company_id)s
),

faults as (
    select expired.retainer_id,
           case when not expired.is_posted then 'RetainerNotPosted'
                when expired.refusal is not null then expired.refusal
                else 'AccountMissing'
            end as refusal,
           case when not expired.is_posted then format('%%s of contract %%s', expired.name, expired.contract)
                when expired.refusal is not null then %(acted_on)s::date::text
                when expired.debit_account_id is null then 'wip_invoiced_on_account'
                else 'invoiced_revenue'
            end as found
      from expired
     where not expired.is_posted
        or expired.voucher_id is not null
           and (expired.refusal is not null
                or expired.debit_account_id is null
                or expired.credit_account_id is null)
),

entries as (
    insert into ledger_entry
           (voucher_id, line_no, company_id, accounting_date, posting_type, main_account_id, dimension_set_id,
            transaction_amount, transaction_currency, accounting_amount, exchange_rate, reporting_amount, reporting_rate)
    select expired.voucher_id, side.line_no, %(company_id)s, expired.accounting_date,
           case side.line_no when 1 then 'wip_invoiced_on_account' else 'invoiced_revenue' end,
           case side.line_no when 1 then expired.debit_account_id else expired.credit_account_id end,
           expired.dimension_set_id, side.sign * expired.amount, expired.transaction_currency,
           side.sign * expired.accounting_amount, expired.exchange_rate, side.sign * expired.reporting_amount,
           expired.reporting_rate
      from expired
     cross join (values (1, 1), (2, -1)) as side (line_no, sign)
     where expired.voucher_id is not null
       and not exists (select from faults)
    returning line_no
),

expiries as (
    insert into accounting_retainer_expiry
           (company_id, retainer_id, accounting_date, hours, transaction_amount, transaction_currency,
            accounting_amount, reporting_amount, voucher_id, act_id)
    select %(company_id)s, retainer_id, coalesce(accounting_date, %(acted_on)s::date), hours, amount,
           transaction_currency, accounting_amount, reporting_amount, voucher_id, %(act_id)s
      from expired
     where not exists (select from faults)
     order by retainer_id
),

written as materialized (
    select count(*) / 2 as voucher_count
      from entries
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

vouchers as (
    insert into ledger_voucher (id, company_id, number, accounting_date, voucher_kind, act_id)
    select expired.voucher_id, %(company_id)s,
           drawn.next_number - written.voucher_count - 1 + row_number() over (order by expired.retainer_id),
           expired.accounting_date, 'retainer_expiry', %(act_id)s
      from drawn
     cross join written
     cross join expired
     where expired.voucher_id is not null
)

select null as refusal, null as found, null::bigint[] as retainer_ids, voucher_count
  from written
 union all
select refusal, found, array_agg(retainer_id order by retainer_id), 0
  from faults
 group by refusal, found
 order by refusal nulls first, found
