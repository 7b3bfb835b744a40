-- event:   add_discount
-- returns: nothing
-- keeps:   a discount is of the lines that name it, or of the document
-- source:  docs/rules/billing.md#discounts-and-surcharges

with added as (
    insert into billing_discount
           (company_id, proforma_id, is_of_document, is_surcharge, text, percent, transaction_amount, act_id)
    values (%(company_id)s, %(proforma_id)s, %(line_nos)s::integer[] is null, %(is_surcharge)s, %(text)s,
            %(percent)s::numeric, %(amount)s::numeric, %(act_id)s)
    returning id, is_of_document
),

-- Somebody has touched the draft, so no run confirms it by itself.
touched as (
    update billing_proforma as proforma
       set act_id = %(act_id)s
     where proforma.company_id = %(company_id)s
       and proforma.id = %(proforma_id)s
)

update billing_proforma_detail as detail
   set act_id = %(act_id)s,
       discount_ids = detail.discount_ids || added.id,
       discount_amounts = detail.discount_amounts || 0::numeric
  from added
 where not added.is_of_document
   and detail.company_id = %(company_id)s
   and detail.proforma_id = %(proforma_id)s
   and detail.line_no = any(%(line_nos)s::integer[])
