-- read:    find_named, entries
-- returns: per name, in their order, and per entry that it may mean: name, id and reference (empty when unknown), near
--          (references beside it when unknown)
-- source:  docs/rules/work.md#references

with asked as materialized (
    select given.name, given.place
      from unnest(%(names)s::text[]) with ordinality as given (name, place)
),

exact as materialized (
    select asked.name, entry.id
      from asked
      join work_entry as entry
        on entry.company_id = %(company_id)s::bigint
       and entry.external_reference = asked.name
),

-- Every reference is looked at only for what is none by itself.
spoken as materialized (
    select short.name, entry.id, short.rank
      from work_entry as entry
     cross join lateral (
           select asked.name,
                  case when own.part = asked.name then 1
                       when entry.id::text = asked.name then 2
                       when length(asked.name) >= 6
                            and (starts_with(own.part, asked.name)
                                 or starts_with(entry.external_reference, asked.name)) then 3
                  end as rank
             from asked
            cross join (select substr(entry.external_reference, strpos(entry.external_reference, ':') + 1))
                    as own (part)
            where not exists (select from exact where exact.name = asked.name)
           ) as short
     where entry.company_id = %(company_id)s::bigint
       and short.rank is not null
       and exists (select from asked where not exists (select from exact where exact.name = asked.name))
),

meant as (
    select exact.name, exact.id from exact
     union all
    select spoken.name, spoken.id
      from spoken
     where spoken.rank = (select min(other.rank) from spoken as other where other.name = spoken.name)
)

select asked.name, meant.id, coalesce(entry.external_reference, entry.id::text) as reference,
       case when meant.id is null
            then array(select below.external_reference
                         from (select entry.external_reference
                                 from work_entry as entry
                                where entry.company_id = %(company_id)s::bigint
                                  and entry.external_reference < asked.name
                                order by entry.external_reference desc
                                limit 10) as below)
                 || array(select above.external_reference
                            from (select entry.external_reference
                                    from work_entry as entry
                                   where entry.company_id = %(company_id)s::bigint
                                     and entry.external_reference > asked.name
                                   order by entry.external_reference
                                   limit 10) as above)
       end as near
  from asked
  left join meant on meant.name = asked.name
  left join work_entry as entry on entry.id = meant.id
 order by asked.place, reference
