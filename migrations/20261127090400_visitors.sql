-- The visitors' door: whoever has a link and no account sees what one open organisation has published, and writes nothing.
do $$
begin
  begin
    create role soloos_visitor nologin noinherit;
  exception when duplicate_object or unique_violation then null;
  end;
  -- Two databases migrating at once may grant the same role at the same moment.
  begin
    if not pg_has_role(current_user, 'soloos_visitor', 'set') then
      grant soloos_visitor to current_user with set true, inherit false;
    end if;
  exception when unique_violation then null;
  end;
end
$$;
grant usage on schema app, public to soloos_visitor;
grant execute on function app.organization_id() to soloos_visitor;

create function app.enter_visitor(organization uuid) returns void language plpgsql as $$
begin
  if organization is null then
    raise exception 'app.enter_visitor: an organisation is required' using errcode = 'invalid_parameter_value';
  end if;
  perform set_config('app.organization_id', organization::text, true),
          set_config('app.actor_id', '', true),
          set_config('app.subject_id', '', true),
          set_config('app.standing', '', true),
          -- A grant too many would not let a visitor write either.
          set_config('transaction_read_only', 'on', true);
  set local role soloos_visitor;
  if not exists (select from public.organizations o where o.id = organization) then
    raise exception 'app.enter_visitor: the organisation is closed' using errcode = 'SO410';
  end if;
end
$$;
revoke execute on function app.enter_visitor(uuid) from public;
grant execute on function app.enter_visitor(uuid) to soloos_gate;

-- Of an open organisation anybody sees its pictures: they stand in mails and on pages that need no account.
create policy visitor_access on organizations for select to soloos_visitor
  using (id = app.organization_id() and suspended_at is null and deleted_at is null);
grant select (id, logo_key, favicon_key) on organizations to soloos_visitor;

-- Shows visitors those rows of a tenant table of which `published` is true, and of them the named columns. Call it after
-- app.protect_tenant_table, for a table that has something public.
create function app.publish(table_name text, published text, variadic columns text[]) returns void language plpgsql as $$
begin
  execute format(
    'create policy visitor_access on public.%I for select to soloos_visitor
       using (organization_id = app.organization_id() and (%s))', table_name, published);
  execute format('grant select (%s) on public.%I to soloos_visitor',
    (select string_agg(quote_ident(c), ', ') from unnest(columns) c), table_name);
end
$$;
revoke execute on function app.publish(text, text, text[]) from public;
