-- read:    realization, by contract
-- returns: per contract and currency of sold work what realization tells by contract, customer, project, person and day
-- source:  docs/rules/billing.md#realization

select contract.id as contract_id, contract.number as contract, made.worked_amount, made.not_charged_amount,
       made.written_off_amount, made.written_up_amount, made.repriced_amount, made.discounted_amount,
       made.edited_amount, made.billed_amount, made.drafted_amount, made.held_amount, made.waiting_amount,
       round(100 * (made.billed_amount + made.drafted_amount + made.held_amount + made.waiting_amount)
             / nullif(made.worked_amount, 0), 1) as realized_percent,
       made.transaction_currency
  from agreements_contract as contract
 cross join lateral (
           select work.transaction_currency,
                  sum(work.worked_amount) as worked_amount,
                  sum(work.not_charged_amount) as not_charged_amount,
                  sum(work.written_off_amount) as written_off_amount,
                  sum(work.written_up_amount) as written_up_amount,
                  sum(work.repriced_amount) as repriced_amount,
                  sum(work.discounted_amount) as discounted_amount,
                  sum(work.edited_amount) as edited_amount,
                  sum(work.billed_amount) as billed_amount,
                  sum(work.drafted_amount) as drafted_amount,
                  sum(work.held_amount) as held_amount,
                  sum(work.waiting_amount) as waiting_amount
             from billing_realized_work(%(company_id)s::bigint, array[contract.id]) as work
            where (work.worked_amount, work.billed_amount, work.edited_amount) <> (0, 0, 0)
            group by work.transaction_currency
       ) as made
 where contract.company_id = %(company_id)s::bigint
