-- read:    archive
-- returns: per table of the schema, by name: table_name, columns (those that are written, by their place)
-- source:  docs/operations.md#backup

select pg_class.relname::text as table_name,
       array_agg(pg_attribute.attname::text order by pg_attribute.attnum) as columns
  from pg_class
  join pg_attribute on pg_attribute.attrelid = pg_class.oid
 where pg_class.relnamespace = current_schema()::regnamespace
   and pg_class.relkind = 'r'
   and pg_attribute.attnum > 0
   and not pg_attribute.attisdropped
   and pg_attribute.attgenerated = ''
 group by pg_class.relname
 order by pg_class.relname::text collate "C"
