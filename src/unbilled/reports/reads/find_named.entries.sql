-- read:    find_named, entries
-- returns: per name, in their order: name, id (empty when unknown), near (references beside it when unknown)

select asked.name, found.id,
       case when found.id is null
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
  from unnest(%(names)s::text[]) with ordinality as asked (name, place)
  left join lateral (
       select candidates.id
         from (select entry.id, 1 as rank
                 from work_entry as entry
                where entry.company_id = %(company_id)s::bigint
                  and entry.external_reference = asked.name
                union all
               select entry.id, 2
                 from work_entry as entry
                where entry.company_id = %(company_id)s::bigint
                  and entry.id = case when asked.name ~ '^[0-9]{1,18}$' then asked.name::bigint end) as candidates
        order by candidates.rank
        limit 1
       ) as found on true
 order by asked.place
