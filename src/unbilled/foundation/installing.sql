-- read:    installing
-- returns: per function or trigger of the schema: kind, name, table_name (of a trigger), arguments (types of those of a function), signature, definition
-- keeps:   what belongs to an extension or to another application is not there
-- source:  none

-- A definition leaves out its schema, so that the same code in two schemas reads the same; a body may name one.
with found as (
    select 'function' as kind, proc.oid, proc.proname::text as name, '' as table_name,
           oidvectortypes(proc.proargtypes) as arguments,
           concat(proc.prokind, pg_get_function_arguments(proc.oid), ' returns ', pg_get_function_result(proc.oid))
               as signature,
           case when proc.prokind <> 'a' then replace(pg_get_functiondef(proc.oid), proc.prosrc, '') else '' end
               as shell,
           proc.prosrc as body
      from pg_proc as proc
     where proc.pronamespace = %(schema)s::regnamespace
     union all
    select 'trigger', trigger.oid, trigger.tgname::text, class.relname::text, '', '',
           pg_get_triggerdef(trigger.oid), trigger.tgenabled::text
      from pg_trigger as trigger
      join pg_class as class on class.oid = trigger.tgrelid
     where class.relnamespace = %(schema)s::regnamespace
       and not trigger.tgisinternal
       and trigger.tgparentid = 0
)

select found.kind, found.name, found.table_name,
       replace(found.arguments, concat(quote_ident(%(schema)s), '.'), '') as arguments,
       replace(found.signature, concat(quote_ident(%(schema)s), '.'), '') as signature,
       concat(replace(found.shell, concat(quote_ident(%(schema)s), '.'), ''), found.body) as definition
  from found
 where not exists (select
                     from pg_depend as belonging
                    where belonging.objid = found.oid
                      and belonging.classid = case found.kind when 'function' then 'pg_proc'::regclass
                                                              else 'pg_trigger'::regclass end
                      and belonging.deptype in ('e', 'x'))
   and not exists (select
                     from unnest(%(foreign_prefixes)s::text[]) as prefix
                    where starts_with(case found.kind when 'function' then found.name else found.table_name end,
                                      prefix))
 order by found.kind, found.table_name, found.name, found.arguments
