-- event:   keep_shares
-- returns: nothing; the count of rows is that of the shares kept
-- keeps:   of a day on which shares began before, those of the days before it stay
-- source:  docs/rules/agreements.md#shares-by-date

insert into agreements_past_share (contract_line_id, customer_id, split_percent, is_rounding, valid_until, act_id)
select share.contract_line_id, share.customer_id, share.split_percent, share.is_rounding, %(until_date)s::date, %(act_id)s
  from agreements_line_customer as share
  join agreements_contract_line as line on line.id = share.contract_line_id
 where line.company_id = %(company_id)s
   and line.id = any(%(contract_line_ids)s::bigint[])
   and not exists (select
                     from agreements_past_share as past
                    where past.contract_line_id = share.contract_line_id
                      and past.valid_until = %(until_date)s::date)
 order by share.id
