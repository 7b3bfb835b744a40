-- read:    archive
-- returns: per sequence of the schema, by name: name, last_value (empty: nothing was drawn yet)
-- source:  docs/operations.md#backup

select sequencename::text as name, last_value
  from pg_sequences
 where schemaname = current_schema()
 order by sequencename collate "C"
