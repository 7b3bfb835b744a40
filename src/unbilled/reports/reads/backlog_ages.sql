-- read:    backlog_ages
-- returns: per currency and age of open work that charges: from_days, ready_amount and other_amount, before tax, and how
--          many; of what the person sees, where somebody is named
-- source:  docs/rules/billing.md#backlog

with ages (from_days, until_days) as (values (0, 31), (31, 61), (61, 91), (91, 181), (181, null))

select line.transaction_currency, ages.from_days,
       coalesce(sum(line.transaction_amount) filter (where line.billing_status = 'ready_to_invoice'), 0) as ready_amount,
       coalesce(sum(line.transaction_amount) filter (where line.billing_status = 'not_ready'), 0) as other_amount,
       count(*) as record_count
  from billing_backlog_line as line
  join ages
    on greatest(%(on)s::date - line.transaction_date, 0) >= ages.from_days
   and (ages.until_days is null or %(on)s::date - line.transaction_date < ages.until_days)
 where line.company_id = %(company_id)s::bigint
   and line.billing_type = 'chargeable'
   and line.billing_status in ('not_ready', 'ready_to_invoice')
   and (%(sight_person_id)s::bigint is null
        or line.contract_id in (select own.contract_id
                     from agreements_own_contracts(%(sight_person_id)s::bigint, %(company_id)s::bigint) as own))
 group by line.transaction_currency, ages.from_days
 order by line.transaction_currency, ages.from_days
