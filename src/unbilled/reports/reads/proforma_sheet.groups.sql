-- read:    proforma_sheet, its subtotals
-- returns: per contract line of a proforma: contract_line_id, line_no, name, line_count, edited_count, net_amount (before
--          tax, transaction currency; of a correction what it adds)
-- source:  docs/rules/billing.md#proformas

select detail.contract_line_id, contract_line.line_no, contract_line.name, count(*) as line_count,
       count(*) filter (where detail.quantity <> case when detail.retainer_id is null then detail.source_quantity
                                                     else abs(detail.source_quantity)
                                                 end
                                 or detail.source_price is not null
                                 or detail.source_billing_type is not null) as edited_count,
       coalesce(sum(detail.transaction_amount
                    - case when detail.is_correction then detail.source_amount else 0 end)
                filter (where detail.billing_type = 'chargeable'), 0) as net_amount
  from billing_proforma as proforma
  join billing_proforma_detail as detail on detail.proforma_id = proforma.id
  join agreements_contract_line as contract_line on contract_line.id = detail.contract_line_id
 where proforma.company_id = %(company_id)s::bigint
   and proforma.id = %(proforma_id)s::bigint
 group by detail.contract_line_id, contract_line.name, contract_line.line_no
 order by contract_line.line_no
