-- A tenant's transaction knows what its subject is there. Role and tier come from the caller, as the organisation does, so
-- that the code above and the database judge by the same answer. Who enters without them is admitted as less.
drop function app.enter(uuid, uuid, uuid);
create function app.enter(organization uuid, actor uuid, subject uuid, role text default null, tier text default null)
returns void language plpgsql as $$
begin
  if organization is null then
    raise exception 'app.enter: an organisation is required' using errcode = 'invalid_parameter_value';
  end if;
  perform set_config('app.organization_id', organization::text, true),
          set_config('app.actor_id', coalesce(actor::text, ''), true),
          set_config('app.subject_id', coalesce(subject::text, ''), true),
          set_config('app.standing', case when subject is null then '' else
            array_remove(array['everybody', 'role:' || role, 'tier:' || tier, 'member:' || subject], null)::text end, true);
  set local role soloos_app;
  if not exists (select from public.organizations o
                 where o.id = organization and o.suspended_at is null and o.deleted_at is null) then
    raise exception 'app.enter: the organisation is closed' using errcode = 'SO410';
  end if;
end
$$;
revoke execute on function app.enter(uuid, uuid, uuid, text, text) from public;
grant execute on function app.enter(uuid, uuid, uuid, text, text) to soloos_gate;

-- The words by which an audience may mean the subject of the running transaction; none outside app.enter.
create function app.standing() returns text[] language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('app.standing', true), ''), '{}')::text[] $$;
revoke execute on function app.standing() from public;
grant execute on function app.standing() to soloos_app;
