-- event:   remove_details
-- returns: one row: how many details the proforma has left
-- source:  docs/rules/billing.md#taking-lines-off

select count(*) as detail_count
  from billing_proforma_detail
 where company_id = %(company_id)s
   and proforma_id = %(proforma_id)s
