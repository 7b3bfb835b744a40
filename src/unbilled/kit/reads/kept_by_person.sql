-- read:    kept_by_person
-- returns: per page that a person has said how to open, and per preference: is_view, name (screen or preference), value
-- source:  docs/rules/lists.md#opening-views; docs/rules/lists.md#preferences

select true as is_view, view.screen as name, view.query as value
  from kit_saved_view as view
 where view.company_id = %(company_id)s::bigint
   and view.person_id = %(person_id)s::bigint
   and view.is_opening
 union all
select false, preference.name, preference.value
  from kit_preference as preference
 where preference.company_id = %(company_id)s::bigint
   and preference.person_id = %(person_id)s::bigint
