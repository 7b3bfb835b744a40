-- function: agreements_shares
-- returns:  per customer who pays for a contract line: the share, and for the one who takes what rounding leaves the shares of the others
-- keeps:    one customer takes the rest: the rounding customer, else the one with the largest share
-- source:   docs/rules/agreements.md#customers-and-shares
create or replace function agreements_shares(of_line bigint)
returns table (customer_id bigint, split_percent numeric, other_percents numeric[])
language sql stable as $$
    select payer.customer_id, payer.split_percent,
           case when payer.place = 1 then payer.percents[2:] end
      from (select share.customer_id, share.split_percent,
                   row_number() over payers as place,
                   array_agg(share.split_percent)
                       over (payers rows between unbounded preceding and unbounded following) as percents
              from agreements_line_customer as share
             where share.contract_line_id = of_line
               and share.split_percent > 0
            window payers as (order by share.is_rounding desc, share.split_percent desc, share.id)) as payer
$$
