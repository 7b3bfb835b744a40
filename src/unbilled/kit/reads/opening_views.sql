-- read:    opening_views
-- returns: per page that a person has said how to open: screen, query
-- source:  docs/rules/lists.md#opening-views

select view.screen, view.query
  from kit_saved_view as view
 where view.company_id = %(company_id)s::bigint
   and view.person_id = %(person_id)s::bigint
   and view.is_opening
