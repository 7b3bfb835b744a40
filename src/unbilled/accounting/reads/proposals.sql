-- read:    proposals
-- returns: per proposal: names, status, dates, terms, line_count, amounts and what it waits for; with projects,
--          those that have a detail of one
-- source:  docs/rules/proposals.md#proposing; docs/rules/proposals.md#lines

select proposal.id as proposal_id, proposal.number, proposal.contract_id, contract.number as contract,
       proposal.customer_id, customer.name as customer, proposal.status, proposal.invoice_date, proposal.due_date,
       proposal.accounting_date, terms.code as terms, original.number as corrects, proposal.line_count,
       proposal.net_amount, proposal.tax_amount, proposal.transaction_currency,
       case when proposal.status = 'header_only' then (
           select string_agg(unmet.named, ', ' order by unmet.named)
             from (select count(*) || case when count(*) = 1 then ' line of ' else ' lines of ' end
                          || case when detail.is_correction then 'the invoice of ' || corrected.number
                                  else 'journal ' || coalesce(journal.number, 'none')
                             end
                          || case open_day.refusal
                                  when 'DayOutsideYears' then ', outside the fiscal years'
                                  when 'PeriodOnHold' then ', of a month on hold'
                                  when 'PeriodClosed' then ', of a closed month'
                                  when 'NoOpenPeriod' then ', with no open month'
                                  else ''
                             end as named
                     from billing_proforma_detail as detail
                     join actuals_actual as actual on actual.id = detail.actual_id
                     left join accounting_journal_line as journaled
                       on journaled.actual_id = detail.actual_id
                      and not detail.is_correction
                     left join accounting_journal as journal on journal.id = journaled.journal_id
                     left join accounting_proposal as corrected
                       on detail.is_correction
                      and corrected.proforma_id = actual.proforma_id
                     left join lateral ledger_open_day(proposal.company_id, journaled.accounting_date,
                                                       company.move_to_open_period) as open_day
                       on journaled.status = 'draft'
                    where detail.proforma_id = proposal.proforma_id
                      and case when detail.is_correction then corrected.status else journaled.status
                          end is distinct from 'posted'
                    group by detail.is_correction, corrected.number, journal.number, open_day.refusal
                  ) as unmet
       ) end as waits_for
  from accounting_proposal as proposal
  join companies_company as company on company.id = proposal.company_id
  left join agreements_contract as contract on contract.id = proposal.contract_id
  left join masterdata_customer as customer on customer.id = proposal.customer_id
  left join companies_terms_of_payment as terms on terms.id = proposal.terms_id
  left join accounting_proposal as original on original.id = proposal.corrects_id
 where proposal.company_id = %(company_id)s::bigint
   and (%(project_ids)s::bigint[] is null
        or exists (select
                     from billing_proforma_detail as detail
                    where detail.proforma_id = proposal.proforma_id
                      and detail.project_id = any(%(project_ids)s::bigint[])))
