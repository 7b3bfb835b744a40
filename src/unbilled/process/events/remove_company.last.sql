-- event:   remove_company, what the books reach to
-- returns: last_day of the last fiscal year in which something was posted; empty where nothing was
-- source:  docs/rules/companies.md#retention

select max(ended.last_day) as last_day
  from (select greatest(
                   posted.day,
                   (select max(period.ends_before) - 1
                      from ledger_fiscal_period as period
                     where period.company_id = %(company_id)s
                       and period.fiscal_year = (select within.fiscal_year
                                                   from ledger_fiscal_period as within
                                                  where within.company_id = %(company_id)s
                                                    and posted.day >= within.starts_on
                                                    and posted.day < within.ends_before))) as last_day
          from (select max(voucher.accounting_date) as day
                  from ledger_voucher as voucher
                 where voucher.company_id = %(company_id)s
                 union all
                select max(invoice.invoice_date)
                  from ledger_invoice as invoice
                 where invoice.company_id = %(company_id)s) as posted
         where posted.day is not null) as ended
