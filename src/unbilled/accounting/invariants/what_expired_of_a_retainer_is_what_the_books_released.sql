-- holds:  What expired of each retainer is what its expiries have released in the books, in money and in hours, and each has the
--         voucher that says so.
-- breaks: An advance is revenue that a customer may still use, or a liability that nobody can.
-- shows:  retainer_id, expired_amount and expired_hours as it has them, released_amount and released_hours, voucher_id at fault
select retainer.id as retainer_id, retainer.expired_amount, retainer.expired_hours, released.amount as released_amount,
       released.hours as released_hours, released.voucher_id
  from billing_retainer as retainer
 cross join lateral (
          select coalesce(sum(expiry.transaction_amount), 0) as amount, coalesce(sum(expiry.hours), 0) as hours,
                 min(expiry.voucher_id) filter (where entry.transaction_amount is distinct from expiry.transaction_amount
                                                   or entry.accounting_amount is distinct from expiry.accounting_amount)
                     as voucher_id
            from accounting_retainer_expiry as expiry
            left join ledger_entry as entry
              on entry.voucher_id = expiry.voucher_id
             and entry.line_no = 1
           where expiry.retainer_id = retainer.id
      ) as released
 where retainer.expired_amount <> released.amount
    or retainer.expired_hours <> released.hours
    or released.voucher_id is not null
