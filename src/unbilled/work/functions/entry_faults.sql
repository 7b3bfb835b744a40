-- function: work_entry_faults
-- returns:  per fault of an entry: refusal, found
-- keeps:    what work_checked_entries finds is told apart in one way
-- source:   docs/rules/work.md#entering
create or replace function work_entry_faults(faults text[])
returns table (refusal text, found text)
language sql immutable as $$
    select split_part(fault, ' ', 1), substr(fault, strpos(fault, ' ') + 1)
      from unnest(faults) as fault
$$
