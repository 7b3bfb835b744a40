-- read:    books, its tables
-- reads:   pg_class, pg_namespace
-- returns: every table of the rooms

select format('%%I', class.relname) as table_name
  from pg_class as class
  join pg_namespace as namespace on namespace.oid = class.relnamespace
 where namespace.nspname = current_schema()
   and class.relkind = 'r'
   and class.relname not like 'django_%%'
   and class.relname not like 'auth_%%'
 order by class.relname
