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
           select sides.transaction_currency,
                  sum(sides.worked) as worked_amount,
                  sum(sides.worked) - sum(sides.charged) as not_charged_amount,
                  sum(sides.written_off) as written_off_amount,
                  sum(sides.written_up) as written_up_amount,
                  sum(sides.repriced) as repriced_amount,
                  sum(sides.discounted) as discounted_amount,
                  sum(sides.edited) as edited_amount,
                  sum(sides.billed) as billed_amount,
                  sum(sides.drafted) as drafted_amount,
                  sum(sides.held) as held_amount,
                  sum(sides.waiting) as waiting_amount
             from billing_realized_sides(%(company_id)s::bigint, array[contract.id]) as sides
            group by sides.transaction_currency
           having (sum(sides.worked), sum(sides.billed), sum(sides.edited)) <> (0, 0, 0)
       ) as made
 where contract.company_id = %(company_id)s::bigint
