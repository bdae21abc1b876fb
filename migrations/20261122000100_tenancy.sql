-- Roles and functions that make isolation a property of the database.
-- The server logs in, drops to soloos_gate (which may do nothing but enter), and enters one of three
-- roles for the length of a transaction. None of them owns a table or bypasses row-level security.
create schema if not exists app;

do $$
declare
  r text;
begin
  foreach r in array array['soloos_gate', 'soloos_app', 'soloos_platform', 'soloos_identity'] loop
    begin
      execute format('create role %I nologin noinherit', r);
    exception when duplicate_object or unique_violation then null;
    end;
    -- Two databases migrating at once may grant the same role at the same moment.
    begin
      if not pg_has_role(current_user, r, 'set') then
        execute format('grant %I to current_user with set true, inherit false', r);
      end if;
    exception when unique_violation then null;
    end;
  end loop;
end
$$;

-- The organisation, subject and actor of the running transaction; null outside app.enter.
create function app.organization_id() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.organization_id', true), '')::uuid $$;
create function app.subject_id() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.subject_id', true), '')::uuid $$;
create function app.actor_id() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.actor_id', true), '')::uuid $$;

-- The only door to tenant tables: one round trip, and it ends with the transaction.
create function app.enter(organization uuid, actor uuid, subject uuid) returns void language plpgsql as $$
begin
  if organization is null then
    raise exception 'app.enter: an organisation is required' using errcode = 'invalid_parameter_value';
  end if;
  perform set_config('app.organization_id', organization::text, true),
          set_config('app.actor_id', coalesce(actor::text, ''), true),
          set_config('app.subject_id', coalesce(subject::text, ''), true);
  set local role soloos_app;
end
$$;

-- The operator's door: sees every organisation, through policies and grants, never by bypassing them.
create function app.enter_platform(actor uuid) returns void language plpgsql as $$
begin
  perform set_config('app.organization_id', '', true),
          set_config('app.actor_id', coalesce(actor::text, ''), true),
          set_config('app.subject_id', '', true);
  set local role soloos_platform;
end
$$;

-- The sign-in desk's door: people, credentials, sessions and who belongs where; no tenant content.
create function app.enter_identity() returns void language plpgsql as $$
begin
  perform set_config('app.organization_id', '', true),
          set_config('app.actor_id', '', true),
          set_config('app.subject_id', '', true);
  set local role soloos_identity;
end
$$;

-- Forces isolation on a tenant table and grants its use. Call it once for each table that has organization_id.
create function app.protect_tenant_table(table_name text) returns void language plpgsql as $$
begin
  execute format('alter table public.%I enable row level security', table_name);
  execute format('alter table public.%I force row level security', table_name);
  execute format(
    'create policy tenant_isolation on public.%I to soloos_app
       using (organization_id = app.organization_id()) with check (organization_id = app.organization_id())',
    table_name);
  execute format('create policy platform_access on public.%I to soloos_platform using (true) with check (true)', table_name);
  execute format('grant select, insert, update, delete on public.%I to soloos_app, soloos_platform', table_name);
end
$$;

-- Forces row-level security on a table that no tenant reads, and opens it to the named roles alone.
create function app.protect_platform_table(table_name text, variadic roles text[]) returns void language plpgsql as $$
declare
  r text;
begin
  execute format('alter table public.%I enable row level security', table_name);
  execute format('alter table public.%I force row level security', table_name);
  foreach r in array roles loop
    execute format('create policy %I on public.%I to %I using (true) with check (true)', r || '_access', table_name, r);
    execute format('grant select, insert, update, delete on public.%I to %I', table_name, r);
  end loop;
end
$$;

revoke all on schema public from public;
revoke execute on all functions in schema app from public;
grant usage on schema app to soloos_gate, soloos_app, soloos_platform, soloos_identity;
grant usage on schema public to soloos_app, soloos_platform, soloos_identity;
grant execute on function app.organization_id(), app.subject_id(), app.actor_id()
  to soloos_gate, soloos_app, soloos_platform, soloos_identity;
grant execute on function app.enter(uuid, uuid, uuid), app.enter_platform(uuid), app.enter_identity() to soloos_gate;
