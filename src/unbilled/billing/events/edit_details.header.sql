-- event:   edit_details
-- returns: number and status of the proforma, and whether it is a correction
-- source:  docs/rules/billing.md#editing

select number, status, corrects_id is not null as is_correction
  from billing_proforma
 where company_id = %(company_id)s
   and id = %(proforma_id)s
