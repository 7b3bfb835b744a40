-- event:   edit_details
-- returns: number and status of the proforma
-- source:  docs/rules/billing.md#editing

select number, status
  from billing_proforma
 where company_id = %(company_id)s
   and id = %(proforma_id)s
