-- read:    steps, which unbilled sales
-- returns: unbilled sales: the open ones, or those of an entry that are reversed already when none is open

with sales as (
    select actual.id, actual.entry_id, backlog.billing_status, backlog.actual_id is not null as is_open
      from actuals_actual as actual
      left join billing_backlog_line as backlog on backlog.actual_id = actual.id
     where actual.company_id = %(company_id)s
       and actual.transaction_type = 'unbilled_sales'
       and actual.reverses_id is null
       and (%(contracts)s::bigint[] is null or actual.contract_id = any(%(contracts)s::bigint[]))
       and (%(through)s::date is null or actual.transaction_date <= %(through)s::date)
)

select sales.id
  from sales
 where case when %(entries)s::bigint[] is null
            then sales.is_open and sales.billing_status = %(status)s::text
            else sales.entry_id = any(%(entries)s::bigint[])
                 and (sales.is_open
                      or not exists (select from sales as other
                                      where other.entry_id = sales.entry_id and other.is_open))
       end
 order by sales.id
