-- function: agreements_shares_of_days
-- returns:  per period in which the shares of a contract line were the same, and customer who pays in it: valid_from and valid_until (exclusive), and what agreements_shares says of the share
-- keeps:    every day lies in one period; in each, one customer takes the rest
-- source:   docs/rules/agreements.md#shares-by-date
create or replace function agreements_shares_of_days(of_line bigint)
returns table (valid_from date, valid_until date, customer_id bigint, split_percent numeric, place bigint,
               percents_before numeric[], takes_rest boolean)
language sql stable as $$
    select coalesce((select max(before.valid_until)
                       from agreements_past_share as before
                      where before.contract_line_id = of_line
                        and before.valid_until < payer.valid_until), '-infinity'::date),
           payer.valid_until, payer.customer_id, payer.split_percent, payer.place, payer.percents[:payer.place - 1],
           payer.place = cardinality(payer.percents)
      from (select share.valid_until, share.customer_id, share.split_percent,
                   row_number() over payers as place,
                   array_agg(share.split_percent)
                       over (payers rows between unbounded preceding and unbounded following) as percents
              from (select 'infinity'::date as valid_until, now.customer_id, now.split_percent, now.is_rounding, now.id
                      from agreements_line_customer as now
                     where now.contract_line_id = of_line
                     union all
                    select past.valid_until, past.customer_id, past.split_percent, past.is_rounding, past.id
                      from agreements_past_share as past
                     where past.contract_line_id = of_line) as share
             where share.split_percent > 0
            window payers as (partition by share.valid_until
                                  order by share.is_rounding, share.split_percent, share.id desc)) as payer
$$
