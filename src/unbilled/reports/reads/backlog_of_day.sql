-- read:    backlog_of_day
-- returns: per contract line and customer with something of it: open_amount (chargeable backlog), confirmed_amount (billed by the manager, not invoiced yet), unposted_amount (of both: not in the ledger, or not accrued), wip_amount (work in progress), all in transaction currency, and wip_accounting_amount; at the end of a day, or what came between two
-- source:  docs/rules/billing.md#backlog-of-a-day; docs/rules/journal.md#work-in-progress-of-a-day

-- Contract by contract, so that a page reads the facts of its contracts alone.
select summed.contract_line_id || ' ' || summed.customer_id as line_key, contract.id as contract_id,
       contract.number as contract, summed.contract_line_id, line.line_no, line.name as contract_line, line.project_id,
       project.code as project, summed.customer_id, customer.name as customer, summed.open_amount,
       summed.confirmed_amount, summed.open_amount + summed.confirmed_amount - summed.wip_amount as unposted_amount,
       summed.wip_amount, summed.wip_accounting_amount, summed.transaction_currency,
       company.accounting_currency_id as accounting_currency
  from agreements_contract as contract
  join companies_company as company on company.id = contract.company_id
 cross join lateral (
           select move.contract_line_id, move.customer_id, move.transaction_currency,
                  sum(move.open_amount) as open_amount, sum(move.confirmed_amount) as confirmed_amount,
                  sum(move.wip_amount) as wip_amount, sum(move.wip_accounting_amount) as wip_accounting_amount
             from (select open.contract_line_id, open.customer_id, open.transaction_currency, open.moved_on,
                          open.transaction_amount as open_amount, 0 as confirmed_amount, 0 as wip_amount,
                          0 as wip_accounting_amount
                     from billing_backlog_moves(%(company_id)s::bigint, array[contract.id]) as open
                    where open.billing_type = 'chargeable'
                    union all
                   -- Billed by confirmation, taken away again by the invoice.
                   select billed.contract_line_id, billed.customer_id, billed.transaction_currency, step.moved_on, 0,
                          step.sign * billed.transaction_amount, 0, 0
                     from billing_proforma as proforma
                     join actuals_actual as billed
                       on billed.proforma_id = proforma.id
                      and billed.transaction_type = 'billed_sales'
                     left join ledger_invoice as invoice on invoice.proforma_id = proforma.id
                    cross join lateral (values (1, proforma.accounting_date),
                                               (-1, invoice.accounting_date)) as step (sign, moved_on)
                    where proforma.contract_id = contract.id
                      and billed.billing_type = 'chargeable'
                      and billed.transaction_class not in ('milestone', 'product', 'retainer')
                      and not proforma.is_nil
                      and step.moved_on is not null
                    union all
                   select wip.contract_line_id, wip.customer_id, wip.transaction_currency, wip.moved_on, 0, 0,
                          wip.transaction_amount, wip.accounting_amount
                     from accounting_wip_moves(%(company_id)s::bigint, array[contract.id]) as wip) as move
            where (%(from_date)s::date is null or move.moved_on >= %(from_date)s::date)
              and (%(through_date)s::date is null or move.moved_on <= %(through_date)s::date)
            group by move.contract_line_id, move.customer_id, move.transaction_currency
           having (sum(move.open_amount), sum(move.confirmed_amount), sum(move.wip_amount),
                   sum(move.wip_accounting_amount)) <> (0, 0, 0, 0)
       ) as summed
  join agreements_contract_line as line on line.id = summed.contract_line_id
  left join masterdata_project as project on project.id = line.project_id
  left join masterdata_customer as customer on customer.id = summed.customer_id
 where contract.company_id = %(company_id)s::bigint
