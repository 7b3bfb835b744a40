-- event:   mirror_journal_lines
-- returns: one row: withdrawn_count, mirrored_count
-- keeps:   an actual and its reversal are in the journal both, or neither
-- source:  docs/rules/journal.md#reversed-lines

with reversals as materialized (
    select reversal.id, reversal.reverses_id, reversal.accounting_date
      from unnest(%(reversal_ids)s::bigint[]) as named (id)
      join actuals_actual as reversal on reversal.id = named.id
),

-- Whoever posts one of the lines at this moment is waited for, and its line is found as it is then.
originals as materialized (
    select actual_id, journal_id, line_kind, contract_id, transaction_date, accounting_date, tax_group_id,
           item_tax_group_id, dimension_set_id, status
      from accounting_journal_line
     where company_id = %(company_id)s
       and actual_id = any(array(select reverses_id from reversals))
     order by actual_id
       for update
),

withdrawn as (
    delete from accounting_journal_line as line
     using originals
     where line.actual_id = originals.actual_id
       and originals.status = 'draft'
    returning line.actual_id
),

mirrored as (
    insert into accounting_journal_line
           (actual_id, company_id, journal_id, line_kind, contract_id, transaction_date, accounting_date,
            tax_group_id, item_tax_group_id, dimension_set_id, status, act_id)
    select reversals.id, %(company_id)s, originals.journal_id, originals.line_kind, originals.contract_id,
           originals.transaction_date, greatest(originals.accounting_date, reversals.accounting_date),
           originals.tax_group_id, originals.item_tax_group_id, originals.dimension_set_id, 'draft', %(act_id)s
      from originals
      join reversals on reversals.reverses_id = originals.actual_id
     where originals.status = 'posted'
     order by originals.journal_id, reversals.id
    returning actual_id
)

select (select count(*) from withdrawn) as withdrawn_count,
       (select count(*) from mirrored) as mirrored_count
