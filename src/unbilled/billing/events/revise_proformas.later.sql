-- event:   revise_proformas
-- returns: number of each correction of the proformas, or of their corrections, that bills something still, by number
-- source:  docs/rules/billing.md#corrections

with recursive later as (
    select id, number
      from billing_proforma
     where company_id = %(company_id)s
       and corrects_id = any(%(proforma_ids)s::bigint[])
       and status = 'confirmed'
     union all
    select proforma.id, proforma.number
      from later
      join billing_proforma as proforma on proforma.corrects_id = later.id
     where proforma.status = 'confirmed'
)

select number
  from later
 where exists (select
                 from actuals_actual as sale
                where sale.proforma_id = later.id
                  and sale.transaction_type = 'billed_sales'
                  and sale.reverses_id is null
                  and not exists (select
                                    from actuals_actual as reversal
                                   where reversal.reverses_id = sale.id))
 order by number
