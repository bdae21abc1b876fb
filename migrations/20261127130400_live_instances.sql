-- The numbers of the server processes that are alive: each holds an advisory lock of this class, with its number, for as
-- long as its connection lasts.
create function app.live_instances(lock_class integer) returns setof integer language sql stable as $$
  select l.objid::integer from pg_locks l
  where l.locktype = 'advisory' and l.granted and l.classid = lock_class::oid and l.objsubid = 2
    and l.database = (select oid from pg_database where datname = current_database())
$$;
revoke execute on function app.live_instances(integer) from public;
grant execute on function app.live_instances(integer) to soloos_platform;
