-- read:    work_in_progress
-- returns: per contract and posting type of work in progress: its balance before the span that is asked for, what came
--          to it and what was taken from it, its balance at the end, in accounting currency; day of the oldest open work
-- source:  docs/rules/ledger.md#work-in-progress-by-contract

-- Contract by contract, so that a page reads what the books have of its contracts alone: what the journal posted of their
-- lines, what their documents posted, what expired of their retainers.
select contract.id as contract_id, contract.number as contract, contract.name,
       posted.posting_type, posted.opening_amount, posted.added_amount, posted.released_amount, posted.closing_amount,
       company.accounting_currency_id as accounting_currency, %(from_date)s::date as from_day,
       %(from_date)s::date - 1 as day_before,
       %(through_date)s::date as through_day,
       case when posted.posting_type = 'wip_sales_value' and posted.closing_amount <> 0
            then (select min(open.transaction_date)
                    from billing_backlog_line as open
                   where open.company_id = %(company_id)s::bigint
                     and open.contract_id = contract.id)
        end as oldest_day
  from agreements_contract as contract
  join companies_company as company on company.id = contract.company_id
 cross join lateral (
           select moved.posting_type,
                  coalesce(sum(moved.accounting_amount)
                               filter (where moved.accounting_date < %(from_date)s::date), 0) as opening_amount,
                  coalesce(sum(moved.accounting_amount)
                               filter (where moved.accounting_amount > 0
                                         and moved.accounting_date
                                             >= coalesce(%(from_date)s::date, '-infinity'::date)), 0) as added_amount,
                  coalesce(-sum(moved.accounting_amount)
                               filter (where moved.accounting_amount < 0
                                         and moved.accounting_date
                                             >= coalesce(%(from_date)s::date, '-infinity'::date)), 0) as released_amount,
                  sum(moved.accounting_amount) as closing_amount
             from (select case when booked.is_accrued then 'wip_sales_value'
                               when booked.transaction_class = 'material' then 'wip_cost_value_item'
                               else 'wip_cost_value'
                           end as posting_type,
                          booked.accounting_date, booked.accounting_amount
                     from agreements_contract_line as line
                     join actuals_actual as actual on actual.contract_line_id = line.id
                     join ledger_project_transaction as booked on booked.actual_id = actual.id
                    where line.contract_id = contract.id
                      and actual.goes_to_journal
                      and (booked.is_accrued or booked.ledger_layer = 'balance')
                    union all
                   select entry.posting_type, entry.accounting_date, entry.accounting_amount
                     from (select invoice.voucher_id
                             from billing_proforma as proforma
                             join ledger_invoice as invoice on invoice.proforma_id = proforma.id
                            where proforma.contract_id = contract.id
                            union all
                           select expiry.voucher_id
                             from billing_retainer as retainer
                             join accounting_retainer_expiry as expiry on expiry.retainer_id = retainer.id
                            where retainer.contract_id = contract.id) as document
                     join ledger_entry as entry on entry.voucher_id = document.voucher_id
                    where entry.posting_type in ('wip_cost_value', 'wip_cost_value_item', 'wip_sales_value',
                                                 'wip_invoiced_on_account')) as moved
            where moved.accounting_date <= coalesce(%(through_date)s::date, 'infinity'::date)
            group by moved.posting_type
       ) as posted
 where contract.company_id = %(company_id)s::bigint
