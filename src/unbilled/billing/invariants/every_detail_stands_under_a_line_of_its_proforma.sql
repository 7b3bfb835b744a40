-- holds:  Each detail belongs to a contract line that its proforma lists, of the proforma's own contract.
-- breaks: Work is billed under another contract, and is missing where the proforma is read line by line.
-- shows:  proforma_id, line_no, contract_line_id
select detail.proforma_id, detail.line_no, detail.contract_line_id
  from billing_proforma_detail as detail
  join billing_proforma as proforma on proforma.id = detail.proforma_id
  left join billing_proforma_line as line
    on line.proforma_id = detail.proforma_id
   and line.contract_line_id = detail.contract_line_id
  left join agreements_contract_line as contract_line on contract_line.id = detail.contract_line_id
 where line.proforma_id is null
    or contract_line.contract_id <> proforma.contract_id
