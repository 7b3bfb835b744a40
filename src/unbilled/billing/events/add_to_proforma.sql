-- event:   add_to_proforma
-- returns: last_line_no of the draft
-- keeps:   a line that the contract got since the draft was made is listed too
-- source:  docs/rules/billing.md#adding-to-a-draft

with lined as (
    insert into billing_proforma_line (proforma_id, contract_line_id)
    select %(proforma_id)s, line.id
      from agreements_contract_line as line
     where line.company_id = %(company_id)s
       and line.contract_id = %(contract_id)s
       and not exists (select
                         from billing_proforma_line as known
                        where known.proforma_id = %(proforma_id)s
                          and known.contract_line_id = line.id)
)

select coalesce(max(detail.line_no), 0) as last_line_no
  from billing_proforma_detail as detail
 where detail.company_id = %(company_id)s
   and detail.proforma_id = %(proforma_id)s
