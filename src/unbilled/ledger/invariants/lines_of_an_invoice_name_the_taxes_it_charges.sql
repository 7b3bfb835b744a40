-- holds:  The codes and rates that the lines of an invoice name are those of its tax transactions, neither more nor fewer.
-- breaks: The paper says another tax beside a line than in its summary, or one without the other.
-- shows:  invoice_id, code, rate_percent, whether lines name it, whether it is charged
select coalesce(named.invoice_id, charged.invoice_id) as invoice_id, coalesce(named.code, charged.code) as code,
       coalesce(named.rate_percent, charged.rate_percent) as rate_percent,
       named.invoice_id is not null as is_named, charged.invoice_id is not null as is_charged
  from (select distinct line.invoice_id, tax.code, tax.rate_percent
          from ledger_invoice_line as line
         cross join lateral unnest(line.tax_codes, line.tax_rates) as tax (code, rate_percent)) as named
  full join (select distinct invoice_id, code, rate_percent
               from ledger_tax_transaction) as charged
    on charged.invoice_id = named.invoice_id
   and charged.code = named.code
   and charged.rate_percent = named.rate_percent
 where named.invoice_id is null
    or charged.invoice_id is null
