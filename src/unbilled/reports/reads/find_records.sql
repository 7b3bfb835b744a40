-- read:    find_records
-- returns: per record that is named, and per actual of an entry: position of the name, kind, record_id

with asked as (
    select given.position, given.kind, given.name
      from unnest(%(kinds)s::text[], %(names)s::text[]) with ordinality as given (kind, name, position)
),

entries as (
    select asked.position, entry.id
      from asked
      join work_entry as entry
        on entry.company_id = %(company_id)s::bigint
       and (entry.external_reference = asked.name or entry.id::text = asked.name)
     where asked.kind = 'entry'
)

select position, 'entry' as kind, id as record_id
  from entries
 union all
select entries.position, 'actual', recorded.actual_id
  from entries
 cross join lateral actuals_of_entries(%(company_id)s::bigint, array[entries.id]) as recorded
 union all
select asked.position, asked.kind, contract.id
  from asked
  join agreements_contract as contract
    on contract.company_id = %(company_id)s::bigint and contract.number = asked.name
 where asked.kind = 'contract'
 union all
select asked.position, asked.kind, project.id
  from asked
  join masterdata_project as project
    on project.company_id = %(company_id)s::bigint and project.code = asked.name
 where asked.kind = 'project'
 union all
select asked.position, asked.kind, milestone.id
  from asked
  join billing_milestone as milestone
    on milestone.company_id = %(company_id)s::bigint and milestone.name = asked.name
 where asked.kind = 'milestone'
 union all
select asked.position, asked.kind, proforma.id
  from asked
  join billing_proforma as proforma
    on proforma.company_id = %(company_id)s::bigint and proforma.number = asked.name
 where asked.kind = 'proforma'
 union all
select asked.position, asked.kind, proposal.id
  from asked
  join accounting_proposal as proposal
    on proposal.company_id = %(company_id)s::bigint and proposal.number = asked.name
 where asked.kind = 'proposal'
 union all
select asked.position, asked.kind, invoice.id
  from asked
  join ledger_invoice as invoice
    on invoice.company_id = %(company_id)s::bigint and invoice.number = asked.name
 where asked.kind = 'invoice'
 order by position, kind, record_id
