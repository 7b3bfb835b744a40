-- event:   delete_drafts
-- returns: per draft deleted, by number: proforma_id, number
-- keeps:   a proforma goes with its lines, once its details have left it
-- source:  docs/rules/billing.md#discarding

with picked as materialized (
    select id, number
      from billing_proforma
     where company_id = %(company_id)s
       and id = any(%(proforma_ids)s::bigint[])
       and status = 'draft'
),

deleted_discounts as (
    delete from billing_discount as discount
     using picked
     where discount.proforma_id = picked.id
),

deleted_lines as (
    delete from billing_proforma_line as line
     using picked
     where line.proforma_id = picked.id
),

deleted as (
    delete from billing_proforma as proforma
     using picked
     where proforma.id = picked.id
    returning proforma.id, proforma.number
)

select id as proforma_id, number
  from deleted
 order by number, id
