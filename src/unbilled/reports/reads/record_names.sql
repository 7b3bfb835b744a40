-- read:    record_names
-- returns: per record that there is: kind, id, name
-- source:  docs/rules/acts.md#the-act-log

select wanted.kind, wanted.id, named.name
  from unnest(%(kinds)s::text[], %(ids)s::bigint[]) as wanted (kind, id)
 cross join lateral (
    select concat_ws(' ', case when actual.reverses_id is not null then 'reversed' end,
                     replace(actual.transaction_type, '_', ' '), 'of',
                     coalesce(entry.external_reference, milestone.name,
                              concat_ws(' ', trim_scale(actual.quantity), actual.unit, 'on', project.code,
                                        actual.transaction_date))) as name
      from actuals_actual as actual
      left join work_entry as entry on entry.id = actual.entry_id
      left join billing_milestone as milestone on milestone.id = actual.milestone_id
      left join masterdata_project as project on project.id = actual.project_id
     where wanted.kind = 'actual' and actual.id = wanted.id and actual.company_id = %(company_id)s::bigint
     union all
    select concat_ws(' ', replace(adjustment.kind, '_', ' '), entry_name.name)
      from actuals_adjustment as adjustment
      left join lateral work_entry_name(adjustment.entry_id) as entry_name on true
     where wanted.kind = 'adjustment' and adjustment.id = wanted.id
       and adjustment.company_id = %(company_id)s::bigint
     union all
    select category.name
      from masterdata_category as category
     where wanted.kind = 'category' and category.id = wanted.id and category.company_id = %(company_id)s::bigint
     union all
    select contract.number
      from agreements_contract as contract
     where wanted.kind = 'contract' and contract.id = wanted.id and contract.company_id = %(company_id)s::bigint
     union all
    select concat_ws('/', contract.number, line.name)
      from agreements_contract_line as line
      join agreements_contract as contract on contract.id = line.contract_id
     where wanted.kind = 'contract_line' and line.id = wanted.id and line.company_id = %(company_id)s::bigint
     union all
    select customer.account
      from masterdata_customer as customer
     where wanted.kind = 'customer' and customer.id = wanted.id and customer.company_id = %(company_id)s::bigint
     union all
    select (select string_agg(pair.key || ' ' || pair.value, ', ' order by pair.key collate "C")
              from jsonb_each_text(dimension_set.values) as pair)
      from companies_dimension_set as dimension_set
     where wanted.kind = 'dimension_set' and dimension_set.id = wanted.id
       and dimension_set.company_id = %(company_id)s::bigint
     union all
    select entry_name.name
      from work_entry as entry
     cross join lateral work_entry_name(entry.id) as entry_name
     where wanted.kind = 'entry' and entry.id = wanted.id and entry.company_id = %(company_id)s::bigint
     union all
    select person.username
      from people_invitation as invitation
      join people_person as person on person.id = invitation.person_id
     where wanted.kind = 'invitation' and invitation.id = wanted.id
       and invitation.company_id = %(company_id)s::bigint
     union all
    select invoice.number
      from ledger_invoice as invoice
     where wanted.kind = 'invoice' and invoice.id = wanted.id and invoice.company_id = %(company_id)s::bigint
     union all
    select item_tax_group.code
      from tax_item_tax_group as item_tax_group
     where wanted.kind = 'item_tax_group' and item_tax_group.id = wanted.id
       and item_tax_group.company_id = %(company_id)s::bigint
     union all
    select milestone.name
      from billing_milestone as milestone
     where wanted.kind = 'milestone' and milestone.id = wanted.id and milestone.company_id = %(company_id)s::bigint
     union all
    select retainer.name
      from billing_retainer as retainer
     where wanted.kind = 'retainer' and retainer.id = wanted.id and retainer.company_id = %(company_id)s::bigint
     union all
    select to_char(period.starts_on, 'YYYY-MM')
      from ledger_fiscal_period as period
     where wanted.kind = 'period' and period.id = wanted.id and period.company_id = %(company_id)s::bigint
     union all
    select person.username
      from people_person as person
     where wanted.kind = 'person' and person.id = wanted.id
     union all
    select proforma.number
      from billing_proforma as proforma
     where wanted.kind = 'proforma' and proforma.id = wanted.id and proforma.company_id = %(company_id)s::bigint
     union all
    select project.code
      from masterdata_project as project
     where wanted.kind = 'project' and project.id = wanted.id and project.company_id = %(company_id)s::bigint
     union all
    select proposal.number
      from accounting_proposal as proposal
     where wanted.kind = 'proposal' and proposal.id = wanted.id and proposal.company_id = %(company_id)s::bigint
     union all
    select delivery.name
      from documents_delivery as delivery
     where wanted.kind = 'delivery' and delivery.id = wanted.id and delivery.company_id = %(company_id)s::bigint
     union all
    select invoice.number
      from documents_customer_page as page
      join ledger_invoice as invoice on invoice.id = page.invoice_id
     where wanted.kind = 'customer_page' and page.id = wanted.id and page.company_id = %(company_id)s::bigint
     union all
    select concat_ws('/', invoice.number, question.question_no)
      from documents_question as question
      join ledger_invoice as invoice on invoice.id = question.invoice_id
     where wanted.kind = 'question' and question.id = wanted.id and question.company_id = %(company_id)s::bigint
     union all
    select resource.name
      from masterdata_resource as resource
     where wanted.kind = 'resource' and resource.id = wanted.id and resource.company_id = %(company_id)s::bigint
     union all
    select role.name
      from masterdata_role as role
     where wanted.kind = 'role' and role.id = wanted.id and role.company_id = %(company_id)s::bigint
     union all
    select contract.number || '/' || change_order.order_no
      from agreements_change_order as change_order
      join agreements_contract as contract on contract.id = change_order.contract_id
     where wanted.kind = 'change_order' and change_order.id = wanted.id
       and change_order.company_id = %(company_id)s::bigint
     union all
    select concat_ws(' ', concat_ws('/', contract.number, line.name), 'on', schedule_row.run_date)
      from agreements_invoice_schedule_row as schedule_row
      join agreements_contract_line as line on line.id = schedule_row.contract_line_id
      join agreements_contract as contract on contract.id = line.contract_id
     where wanted.kind = 'schedule_row' and schedule_row.id = wanted.id
       and schedule_row.company_id = %(company_id)s::bigint
     union all
    select tax_group.code
      from tax_tax_group as tax_group
     where wanted.kind = 'tax_group' and tax_group.id = wanted.id and tax_group.company_id = %(company_id)s::bigint
     union all
    select task.name
      from masterdata_task as task
      join masterdata_project as project on project.id = task.project_id
     where wanted.kind = 'task' and task.id = wanted.id and project.company_id = %(company_id)s::bigint
     union all
    select terms.code
      from companies_terms_of_payment as terms
     where wanted.kind = 'terms' and terms.id = wanted.id and terms.company_id = %(company_id)s::bigint
     union all
    select reason.code
      from masterdata_write_off_reason as reason
     where wanted.kind = 'write_off_reason' and reason.id = wanted.id
       and reason.company_id = %(company_id)s::bigint
 ) as named
