-- read:    issued_texts
-- returns: of what invoices of these proposals would say, as far as somebody must look at it: kind and record, field, text, is_missing (the law wants it and it is empty), proposal_ids, numbers (of the proposals)
-- source:  docs/rules/invoices.md#legal-data; docs/rules/invoices.md#frozen-data; docs/rules/documents.md#printable

with proposals as (
    select proposal.id as proposal_id, proposal.number, proposal.contract_id, proposal.customer_id,
           proposal.proforma_id, proposal.terms_id, proposal.tax_amount
      from unnest(%(proposal_ids)s::bigint[]) as asked (id)
      join accounting_proposal as proposal on proposal.id = asked.id
     where proposal.company_id = %(company_id)s
),

lines as materialized (
    select proposals.proposal_id, line.project_id, line.task_id, line.resource_id, line.role_id,
           line.category_id, line.entry_id, line.milestone_id, line.unit, line.transaction_date,
           line.tax_group_id, line.item_tax_group_id, line.tax_code_ids, line.group_title
      from proposals
     cross join lateral (
              -- One look by key for each proposal, whatever the statistics say of fresh rows.
              select actual.project_id, actual.task_id, actual.resource_id, actual.role_id, actual.category_id,
                     actual.entry_id, actual.milestone_id, actual.unit, actual.transaction_date,
                     billed.tax_group_id, billed.item_tax_group_id, billed.tax_code_ids,
                     billed.group_title
                from accounting_proposal_line as billed
                join actuals_actual as actual on actual.id = billed.actual_id
               where billed.proposal_id = proposals.proposal_id
              offset 0
          ) as line
),

-- Whoever is paid or pays has a name, an address and a country; who charges tax says as whom.
texts as (
    select proposals.proposal_id, 'company' as kind, company.code as record, said.field, said.text,
           said.is_required
      from proposals
      join companies_company as company on company.id = %(company_id)s
     cross join lateral (
              values ('name', company.name, true),
                     ('address', company.address, true),
                     ('country', company.country, true),
                     ('VAT id or registration', concat(company.vat_id, company.registration),
                      proposals.tax_amount <> 0),
                     ('VAT id', company.vat_id, false),
                     ('registration', company.registration, false),
                     ('contact', company.contact, false),
                     ('electronic address', company.electronic_address, false),
                     ('electronic scheme', company.electronic_scheme, false),
                     ('post code', company.post_code, false),
                     ('city', company.city, false),
                     ('contact', company.contact_name, false),
                     ('bank', company.bank_name, false),
                     ('IBAN', company.iban, false),
                     ('BIC', company.bic, false),
                     ('locale', company.locale, true)
          ) as said (field, text, is_required)
     union all
    select proposals.proposal_id, 'customer', customer.name, said.field, said.text, said.is_required
      from proposals
      join masterdata_customer as customer on customer.id = proposals.customer_id
      left join agreements_contract_customer as agreed
        on agreed.contract_id = proposals.contract_id
       and agreed.customer_id = proposals.customer_id
     cross join lateral (
              values ('name', customer.name, coalesce(agreed.bill_to, '') = ''),
                     ('address', customer.address, coalesce(agreed.bill_to, '') = ''),
                     ('country', customer.country, true),
                     ('VAT id', customer.vat_id, false),
                     ('electronic address', customer.electronic_address, false),
                     ('electronic scheme', customer.electronic_scheme, false),
                     ('post code', customer.post_code, false),
                     ('city', customer.city, false),
                     ('account', customer.account, false),
                     ('buyer reference', customer.buyer_reference, false),
                     ('language', customer.language, false),
                     ('name in the bill-to', split_part(agreed.bill_to, E'\n', 1), agreed.bill_to <> ''),
                     ('address in the bill-to',
                      substr(agreed.bill_to, length(split_part(agreed.bill_to, E'\n', 1)) + 2),
                      agreed.bill_to <> '')
          ) as said (field, text, is_required)
     union all
    select proposals.proposal_id, 'contract', contract.number, said.field, said.text, false
      from proposals
      join agreements_contract as contract on contract.id = proposals.contract_id
     cross join lateral (
              values ('number', contract.number),
                     ('name', contract.name),
                     ('customer reference', contract.customer_reference)
          ) as said (field, text)
     union all
    select proposals.proposal_id, 'proforma', proforma.number, said.field, said.text, false
      from proposals
      join billing_proforma as proforma on proforma.id = proposals.proforma_id
     cross join lateral (values ('number', proforma.number), ('reason', proforma.reason)) as said (field, text)
     union all
    select proposals.proposal_id, 'terms', terms.code, 'text', terms.text, false
      from proposals
      join companies_terms_of_payment as terms on terms.id = proposals.terms_id
     union all
    select used.proposal_id, 'tax code', code.code, said.field, said.text, false
      from (select lines.proposal_id, own.tax_code_id
              from (select distinct proposal_id, tax_code_ids from lines) as lines
             cross join lateral unnest(lines.tax_code_ids) as own (tax_code_id)
             union
            select lines.proposal_id, of_group.tax_code_id
              from (select distinct proposal_id, tax_group_id, item_tax_group_id
                      from lines
                     where tax_code_ids = '{}') as lines
              join tax_tax_group_code as of_group on of_group.tax_group_id = lines.tax_group_id
              join tax_item_tax_group_code as of_item
                on of_item.item_tax_group_id = lines.item_tax_group_id
               and of_item.tax_code_id = of_group.tax_code_id) as used
      join tax_tax_code as code on code.id = used.tax_code_id
     cross join lateral (
              values ('code', code.code),
                     ('name', code.name),
                     ('legal text', code.legal_text)
          ) as said (field, text)
     union all
    select used.proposal_id, 'project', project.code, said.field, said.text, false
      from (select distinct proposal_id, project_id from lines) as used
      join masterdata_project as project on project.id = used.project_id
     cross join lateral (values ('code', project.code), ('name', project.name)) as said (field, text)
     union all
    select used.proposal_id, 'task', task.name, 'name', task.name, false
      from (select distinct proposal_id, task_id from lines) as used
      join masterdata_task as task on task.id = used.task_id
     union all
    select used.proposal_id, 'resource', resource.name, 'name', resource.name, false
      from (select distinct proposal_id, resource_id from lines) as used
      join masterdata_resource as resource on resource.id = used.resource_id
     union all
    select used.proposal_id, 'role', role.name, 'name', role.name, false
      from (select distinct proposal_id, role_id from lines) as used
      join masterdata_role as role on role.id = used.role_id
     union all
    select used.proposal_id, 'category', category.name, 'name', category.name, false
      from (select distinct proposal_id, category_id from lines) as used
      join masterdata_category as category on category.id = used.category_id
     union all
    select used.proposal_id, 'unit', used.unit, 'name', used.unit, false
      from (select distinct proposal_id, unit from lines) as used
     union all
    select used.proposal_id, 'proposal', used.number, 'group title', used.group_title, false
      from (select distinct lines.proposal_id, proposals.number, lines.group_title
              from lines
              join proposals on proposals.proposal_id = lines.proposal_id
             where lines.group_title <> '') as used
     union all
    select lines.proposal_id, case when milestone.quantity is null then 'milestone' else 'product' end, milestone.name,
           'name', milestone.name, false
      from lines
      join billing_milestone as milestone on milestone.id = lines.milestone_id
     union all
    select proposals.proposal_id, 'retainer', retainer.name, 'name', retainer.name, false
      from proposals
      join billing_proforma_detail as detail on detail.proforma_id = proposals.proforma_id
      join billing_retainer as retainer on retainer.id = detail.retainer_id
     union all
    select proposals.proposal_id, 'proforma', proposals.number, 'text of a discount', discount.text, false
      from proposals
      join billing_discount as discount on discount.proforma_id = proposals.proforma_id
     union all
    select lines.proposal_id, 'entry',
           coalesce(entry.external_reference,
                    concat_ws(' ', 'of', lines.transaction_date::text, 'on', project.code)),
           'description', entry.description, false
      from lines
     -- By key: few texts are expected to have such letters, so all that was ever entered would be looked through for them.
     cross join lateral (select own.project_id, own.external_reference, own.description
                           from work_entry as own
                          where own.id = lines.entry_id
                         offset 0) as entry
      join masterdata_project as project on project.id = entry.project_id
     where entry.description ~ '[^\x20-\x7e\s]'
),

-- Settled once: a join to the proposals here would run through all texts again for each of them.
looked_at as materialized (
    select kind, record, field, text, is_required and btrim(text, E' \n\r\t') = '' as is_missing,
           array_agg(distinct proposal_id order by proposal_id) as proposal_ids
      from texts
     where field = 'locale'
        or text ~ '[^\x20-\x7e\s]'
        or (is_required and btrim(text, E' \n\r\t') = '')
     group by kind, record, field, text, is_required
)

select looked_at.kind, looked_at.record, looked_at.field, looked_at.text, looked_at.is_missing,
       looked_at.proposal_ids,
       (select array_agg(proposal.number order by proposal.number)
          from unnest(looked_at.proposal_ids) as found (id)
          join accounting_proposal as proposal on proposal.id = found.id) as numbers
  from looked_at
 order by looked_at.kind, looked_at.record, looked_at.field, looked_at.text
