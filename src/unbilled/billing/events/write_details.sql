-- event:   write_details
-- returns: nothing
-- keeps:   what is written is an entry of its own, and bills what that says
-- source:  docs/rules/billing.md#lines-written-by-hand

with written as (
    select given.line_no, given.contract_line_id, entry.id as entry_id, entry.project_id, entry.transaction_class,
           entry.transaction_date, entry.quantity, entry.unit, entry.unit_price, entry.billing_type,
           round(entry.quantity * entry.unit_price, currency.digits) as amount
      from unnest(%(line_nos)s::integer[], %(contract_line_ids)s::bigint[], %(entry_ids)s::bigint[])
             as given (line_no, contract_line_id, entry_id)
     cross join billing_proforma as proforma
      join companies_currency as currency on currency.code = proforma.transaction_currency
      join work_entry as entry on entry.id = given.entry_id
     where proforma.company_id = %(company_id)s
       and proforma.id = %(proforma_id)s
),

-- The contract may have got the line since the draft was made.
lined as (
    insert into billing_proforma_line (proforma_id, contract_line_id)
    select distinct %(proforma_id)s::bigint, written.contract_line_id
      from written
        on conflict do nothing
)

insert into billing_proforma_detail
       (proforma_id, line_no, company_id, contract_line_id, project_id, transaction_class, transaction_date, entry_id,
        is_correction, quantity, source_quantity, unit, unit_price, transaction_amount, source_amount, billing_type,
        reason, ready_act_id, act_id)
select %(proforma_id)s, line_no, %(company_id)s, contract_line_id, project_id, transaction_class, transaction_date,
       entry_id, false, quantity, quantity, unit, unit_price, amount, amount, billing_type, '', %(act_id)s, %(act_id)s
  from written
 order by line_no
