-- read:    find_named, milestones
-- returns: per name and milestone, in their order: name, id (empty when unknown), contract_line_id, place, near (names there are, when unknown)

with milestones as (
    select milestone.id, milestone.name, milestone.contract_line_id,
           contract.number || ' ' || line.name as place
      from billing_milestone as milestone
      join agreements_contract as contract on contract.id = milestone.contract_id
      join agreements_contract_line as line on line.id = milestone.contract_line_id
     where milestone.company_id = %(company_id)s::bigint
       and (%(contract_ids)s::bigint[] is null or milestone.contract_id = any(%(contract_ids)s::bigint[]))
)

select asked.name, milestones.id, milestones.contract_line_id, milestones.place,
       case when milestones.id is null
            then array(select distinct others.name from milestones as others order by others.name limit 200)
       end as near
  from unnest(%(names)s::text[]) with ordinality as asked (name, place)
  left join milestones on milestones.name = asked.name
 order by asked.place, milestones.id
