-- read:    work_in_progress
-- returns: per contract and posting type of work in progress: its balance before the span that is asked for, what came
--          to it and what was taken from it, its balance at the end, in accounting currency; day of the oldest open work
-- source:  docs/rules/ledger.md#work-in-progress-by-contract

select coalesce(posted.contract_id, 0) as contract_id, coalesce(contract.number, '') as contract, contract.name,
       posted.posting_type, posted.opening_amount, posted.added_amount, posted.released_amount, posted.closing_amount,
       company.accounting_currency_id as accounting_currency, %(from_date)s::date as from_day,
       %(from_date)s::date - 1 as day_before,
       %(through_date)s::date as through_day,
       case when posted.posting_type = 'wip_sales_value' and posted.closing_amount <> 0
            then (select min(open.transaction_date)
                    from billing_backlog_line as open
                   where open.company_id = %(company_id)s::bigint
                     and open.contract_id = posted.contract_id)
        end as oldest_day
  from (select coalesce(invoice.contract_id, actual.contract_id) as contract_id, entry.posting_type,
               coalesce(sum(entry.accounting_amount)
                            filter (where entry.accounting_date < %(from_date)s::date), 0) as opening_amount,
               coalesce(sum(entry.accounting_amount)
                            filter (where entry.accounting_amount > 0
                                      and entry.accounting_date
                                          >= coalesce(%(from_date)s::date, '-infinity'::date)), 0) as added_amount,
               coalesce(-sum(entry.accounting_amount)
                            filter (where entry.accounting_amount < 0
                                      and entry.accounting_date
                                          >= coalesce(%(from_date)s::date, '-infinity'::date)), 0) as released_amount,
               sum(entry.accounting_amount) as closing_amount
          from ledger_entry as entry
          join ledger_voucher as voucher on voucher.id = entry.voucher_id
          left join ledger_invoice as invoice on invoice.voucher_id = entry.voucher_id
          left join ledger_project_transaction as booked
            on booked.voucher_id = entry.voucher_id
           and voucher.voucher_kind in ('project_cost', 'project_sales')
          left join actuals_actual as actual on actual.id = booked.actual_id
         where entry.company_id = %(company_id)s::bigint
           and entry.posting_type in ('wip_cost_value', 'wip_cost_value_item', 'wip_sales_value',
                                      'wip_invoiced_on_account')
           and entry.accounting_date <= coalesce(%(through_date)s::date, 'infinity'::date)
         group by coalesce(invoice.contract_id, actual.contract_id), entry.posting_type) as posted
  left join agreements_contract as contract on contract.id = posted.contract_id
 cross join companies_company as company
 where company.id = %(company_id)s::bigint
