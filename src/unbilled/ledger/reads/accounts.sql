-- read:    accounts
-- returns: per account: its name and kind, who changed it last
-- source:  docs/rules/ledger.md#accounts

select account.id as account_id, account.number, account.name, account.account_kind,
       act.acted_at as changed_at, person.username as changed_by
  from ledger_main_account as account
  left join people_act as act on act.id = account.act_id
  left join people_person as person on person.id = act.person_id
 where account.company_id = %(company_id)s::bigint
