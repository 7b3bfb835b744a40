-- event:   write_details
-- returns: per contract line given, in the order given: line and contract (names), project_id, is_elsewhere (it is of
--          another contract), unsold (what it does not sell of the class given; empty: it does), last_line_no of the draft
-- source:  docs/rules/billing.md#lines-written-by-hand

select coalesce(line.name, asked.contract_line_id::text) as line, contract.number as contract, line.project_id,
       line.contract_id is distinct from proforma.contract_id as is_elsewhere,
       case when line.project_id is null then 'nothing under ' || line.name || ', which has no project'
            when line.billing_method = 'time_and_material'
             and not case asked.transaction_class
                     when 'time' then line.include_time
                     when 'expense' then line.include_expense
                     when 'material' then line.include_material
                     else line.include_fee
                     end
            then asked.transaction_class || ' under ' || line.name
            else ''
        end as unsold,
       (select coalesce(max(known.line_no), 0)
          from billing_proforma_detail as known
         where known.proforma_id = proforma.id) as last_line_no
  from unnest(%(contract_line_ids)s::bigint[], %(classes)s::text[])
         with ordinality as asked (contract_line_id, transaction_class, position)
 cross join billing_proforma as proforma
  join agreements_contract as contract on contract.id = proforma.contract_id
  left join agreements_contract_line as line
    on line.id = asked.contract_line_id
   and line.company_id = %(company_id)s
 where proforma.company_id = %(company_id)s
   and proforma.id = %(proforma_id)s
 order by asked.position
