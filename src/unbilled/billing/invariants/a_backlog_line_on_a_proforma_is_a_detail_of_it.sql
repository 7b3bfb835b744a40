-- holds:  Work that a draft proforma holds is a detail of it, and the work of a draft's details is held by it.
-- breaks: Work is lost to billing, or billed although somebody else may bill it, too.
-- shows:  actual_id, held_by (proforma the backlog names), listed_by (draft that lists it)
select coalesce(held.actual_id, listed.actual_id) as actual_id, held.proforma_id as held_by,
       listed.proforma_id as listed_by
  from (select actual_id, proforma_id
          from billing_backlog_line
         where proforma_id is not null) as held
  full join (select detail.actual_id, detail.proforma_id
               from billing_proforma as proforma
               join billing_proforma_detail as detail on detail.proforma_id = proforma.id
              where proforma.status = 'draft'
                and detail.actual_id is not null
                and not detail.is_correction) as listed
    on listed.actual_id = held.actual_id
 where held.proforma_id is distinct from listed.proforma_id
