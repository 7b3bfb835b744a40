-- read:    books, its tables
-- returns: every table of the rooms but the log of acts, which keeps what was refused too

select format('%%I', class.relname) as table_name
  from pg_class as class
  join pg_namespace as namespace on namespace.oid = class.relnamespace
 where namespace.nspname = current_schema()
   and class.relkind = 'r'
   and class.relname not like 'django_%%'
   and class.relname not like 'auth_%%'
   and class.relname <> 'people_act'
 order by class.relname
