-- function: agreements_shares
-- returns:  per customer who pays for a contract line: the share, place (from 1), the shares of those before, and whether the customer takes what rounding leaves, and so stands last
-- keeps:    one customer takes the rest: the rounding customer, else the one with the largest share
-- source:   docs/rules/agreements.md#customers-and-shares
create or replace function agreements_shares(of_line bigint)
returns table (customer_id bigint, split_percent numeric, place bigint, percents_before numeric[], takes_rest boolean)
language sql stable as $$
    select payer.customer_id, payer.split_percent, payer.place, payer.percents[:payer.place - 1],
           payer.place = cardinality(payer.percents)
      from (select share.customer_id, share.split_percent,
                   row_number() over payers as place,
                   array_agg(share.split_percent)
                       over (payers rows between unbounded preceding and unbounded following) as percents
              from agreements_line_customer as share
             where share.contract_line_id = of_line
               and share.split_percent > 0
            window payers as (order by share.is_rounding, share.split_percent, share.id desc)) as payer
$$
