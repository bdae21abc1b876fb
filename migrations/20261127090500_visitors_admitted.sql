-- The server's role may drop to the visitors' role too.
create or replace function app.admit_server(server name) returns void language plpgsql as $$
declare
  r text;
  t regclass;
begin
  foreach r in array array['soloos_gate', 'soloos_app', 'soloos_platform', 'soloos_identity', 'soloos_visitor'] loop
    if not pg_has_role(server, r, 'set') then
      execute format('grant %I to %I with set true, inherit false', r, server);
    end if;
  end loop;
  -- To see that no migration is missing.
  execute format('grant usage on schema public to %I', server);
  execute format('grant select on public._sqlx_migrations to %I', server);
  -- To take jobs from the queue, which guards its tables by policies too.
  execute format('grant usage on schema graphile_worker to %I', server);
  execute format('grant select, insert, update, delete on all tables in schema graphile_worker to %I', server);
  execute format('grant usage on all sequences in schema graphile_worker to %I', server);
  for t in
    select c.oid from pg_class c
    where c.relnamespace = 'graphile_worker'::regnamespace and c.relrowsecurity
      and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = server)
  loop
    execute format('create policy %I on %s to %I using (true) with check (true)', server, t, server);
  end loop;
end
$$;
