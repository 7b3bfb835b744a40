-- read:    saved_views
-- returns: views of a page that a person has saved, and those that others share, by name
-- source:  docs/rules/lists.md#saved-views

select view.id as view_id, view.name, view.query, view.is_shared, view.is_opening,
       view.person_id = %(person_id)s::bigint as is_own, person.username as owner
  from kit_saved_view as view
  join people_person as person on person.id = view.person_id
 where view.company_id = %(company_id)s::bigint
   and view.screen = %(screen)s::text
   and (view.person_id = %(person_id)s::bigint or view.is_shared)
 order by is_own desc, view.name, view.id
