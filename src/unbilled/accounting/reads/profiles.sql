-- read:    profiles
-- returns: per cost and revenue profile: where cost goes, what accrues, who changed it last
-- source:  docs/rules/journal.md#profiles

select profile.id as profile_id, profile.code, profile.billing_method, profile.post_cost_time,
       profile.post_cost_expense, profile.post_cost_material, profile.accrue_time, profile.accrue_expense,
       profile.accrue_material, profile.accrue_fee, profile.on_account,
       act.acted_at as changed_at, person.username as changed_by
  from accounting_cost_revenue_profile as profile
  left join people_act as act on act.id = profile.act_id
  left join people_person as person on person.id = act.person_id
 where profile.company_id = %(company_id)s::bigint
