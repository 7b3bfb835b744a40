-- read:    tables, its proforma lines
-- returns: one row per line of a proforma, of which there is one per contract line; the amount is that of chargeable details

select line.proforma_id || '/' || line.contract_line_id as key,
       proforma.number as proforma,
       contract.number as contract,
       contract_line.name as line,
       project.code as project,
       totals.details,
       totals.amount,
       proforma.transaction_currency as currency
  from billing_proforma_line as line
  join billing_proforma as proforma on proforma.id = line.proforma_id
  join agreements_contract_line as contract_line on contract_line.id = line.contract_line_id
  join agreements_contract as contract on contract.id = contract_line.contract_id
  left join masterdata_project as project on project.id = contract_line.project_id
 cross join lateral (
       select count(*) as details,
              coalesce(sum(detail.transaction_amount - case when detail.is_correction then detail.source_amount else 0 end)
                       filter (where detail.billing_type = 'chargeable'), 0) as amount
         from billing_proforma_detail as detail
        where detail.proforma_id = line.proforma_id
          and detail.contract_line_id = line.contract_line_id
       ) as totals
 where proforma.company_id = %(company_id)s
 order by line.proforma_id, contract_line.line_no
