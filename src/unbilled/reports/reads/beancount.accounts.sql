-- read:    beancount, the chart of accounts with its running balances
-- returns: per account, by number: id, number, name, account_kind, balance (accounting currency, debit positive)

with balances as (
    select main_account_id, sum(debit) - sum(credit) as balance
      from ledger_account_balance
     where company_id = %(company_id)s
     group by main_account_id
)

select account.id,
       account.number,
       account.name,
       account.account_kind,
       coalesce(balances.balance, 0) as balance
  from ledger_main_account as account
  left join balances on balances.main_account_id = account.id
 where account.company_id = %(company_id)s
 order by account.number, account.id
