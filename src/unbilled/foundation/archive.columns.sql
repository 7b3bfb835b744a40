-- read:    archive
-- returns: per table of the schema, by name: table_name, columns (those that are written, by their place)
-- source:  docs/operations.md#backup

select tables.table_name::text as table_name,
       array_agg(columns.column_name::text order by columns.ordinal_position) as columns
  from information_schema.tables as tables
  join information_schema.columns as columns
    on columns.table_schema = tables.table_schema
   and columns.table_name = tables.table_name
 where tables.table_schema = current_schema()
   and tables.table_type = 'BASE TABLE'
   and columns.is_generated = 'NEVER'
 group by tables.table_name
 order by tables.table_name collate "C"
