-- read:    unmet_lines
-- returns: per line that a proposal without lines waits for, by proposal and day: proposal_id, proposal, actual_id, transaction_date, project, transaction_amount, transaction_currency, waits_for, named (journal or proposal), entry, work (who did what), accounting_date of its journal line and refusal (why the books do not take that day)
-- source:  docs/rules/proposals.md#waiting-for-the-journal; docs/rules/journal.md#accounting-date

with waiting as (
    select proposal.id as proposal_id, proposal.number, proposal.proforma_id
      from accounting_proposal as proposal
     where proposal.company_id = %(company_id)s
       and proposal.status = 'header_only'
       and (%(proposal_ids)s::bigint[] is null or proposal.id = any(%(proposal_ids)s::bigint[]))
),

details as (
    select waiting.proposal_id, waiting.number, detail.is_correction, detail.actual_id
      from waiting
      join billing_proforma_detail as detail on detail.proforma_id = waiting.proforma_id
     where detail.actual_id is not null
     union all
    -- A deduction waits for the invoice of the retainer, and for what was deducted of it before.
    select waiting.proposal_id, waiting.number, true, sale.id
      from waiting
      join billing_proforma_detail as detail
        on detail.proforma_id = waiting.proforma_id
       and detail.retainer_sale_id is not null
       and not detail.is_correction
      join actuals_actual as deducted
        on deducted.proforma_id = detail.proforma_id
       and deducted.proforma_line_no = detail.line_no
       and deducted.transaction_type = 'billed_sales'
     cross join lateral (
              select detail.retainer_sale_id as id
               union
              select earlier.id
                from billing_proforma_detail as other
                join actuals_actual as earlier
                  on earlier.proforma_id = other.proforma_id
                 and earlier.proforma_line_no = other.line_no
                 and earlier.transaction_type = 'billed_sales'
                 and earlier.id < deducted.id
               where other.retainer_sale_id = detail.retainer_sale_id
                 and other.proforma_id <> detail.proforma_id
          ) as sale
)

select details.proposal_id, details.number as proposal, details.actual_id, actual.transaction_date,
       project.code as project, actual.transaction_amount, actual.transaction_currency,
       case when details.is_correction then 'original_invoice' else 'journal_line' end as waits_for,
       case when details.is_correction then original.number else journal.number end as named,
       coalesce(entry.external_reference, entry.id::text, '') as entry,
       concat_ws(', ', resource.name, coalesce(task.name, category.name, role.name),
                 nullif(entry.description, '')) as work,
       journaled.accounting_date, open_day.refusal
  from details
  join actuals_actual as actual on actual.id = details.actual_id
  join companies_company as company on company.id = %(company_id)s
  left join masterdata_project as project on project.id = actual.project_id
  left join work_entry as entry on entry.id = actual.entry_id
  left join masterdata_resource as resource on resource.id = actual.resource_id
  left join masterdata_task as task on task.id = actual.task_id
  left join masterdata_category as category on category.id = actual.category_id
  left join masterdata_role as role on role.id = actual.role_id
  left join accounting_journal_line as journaled
    on journaled.actual_id = details.actual_id
   and not details.is_correction
  left join accounting_journal as journal on journal.id = journaled.journal_id
  left join accounting_proposal as original
    on details.is_correction
   and original.proforma_id = actual.proforma_id
  left join lateral ledger_open_day(company.id, journaled.accounting_date, company.move_to_open_period) as open_day
    on journaled.actual_id is not null
 where case when details.is_correction then original.status else journaled.status end is distinct from 'posted'
 order by details.number, actual.transaction_date, details.actual_id
