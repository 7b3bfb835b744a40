-- read:    find_named, documents
-- returns: per number, in their order: name, id (empty when unknown), proforma_id, near (numbers beside it when unknown)

with documents as (
    select proforma.number, proforma.id, proforma.id as proforma_id
      from billing_proforma as proforma
     where %(kind)s::text = 'proforma'
       and proforma.company_id = %(company_id)s::bigint
     union all
    select proposal.number, proposal.id, proposal.proforma_id
      from accounting_proposal as proposal
     where %(kind)s::text = 'proposal'
       and proposal.company_id = %(company_id)s::bigint
     union all
    select invoice.number, invoice.id, invoice.proforma_id
      from ledger_invoice as invoice
     where %(kind)s::text = 'invoice'
       and invoice.company_id = %(company_id)s::bigint
)

select asked.name, found.id, found.proforma_id,
       case when found.id is null
            then array(select below.number
                         from (select documents.number
                                 from documents
                                where documents.number < asked.name
                                order by documents.number desc
                                limit 10) as below)
                 || array(select above.number
                            from (select documents.number
                                    from documents
                                   where documents.number > asked.name
                                   order by documents.number
                                   limit 10) as above)
       end as near
  from unnest(%(names)s::text[]) with ordinality as asked (name, place)
  left join documents as found on found.number = asked.name
 order by asked.place
