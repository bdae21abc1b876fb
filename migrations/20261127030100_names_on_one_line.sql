-- A stored name is one line that shows something. What older forms let through is put right, and from now on the
-- database keeps the rule too, whichever door forgets it.
create function app.one_line(line text) returns text language sql immutable parallel safe as $$
  select btrim(regexp_replace(
    regexp_replace(line, '[\u0001-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]+', '', 'g'),
    '[\u0009-\u000d\u0020\u0085\u00a0\u115f\u1160\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u2800\u3000\u3164\uffa0]+', ' ', 'g'))
$$;

-- Two open invitations may read the same now; the later one is told apart by its id.
update owner_invites i set organization_name = left(app.one_line(organization_name), 111) || ' ' || left(id::text, 8)
where accepted_at is null and revoked_at is null and organization_name <> app.one_line(organization_name)
  and exists (select from owner_invites o where o.id <> i.id and o.email = i.email and o.accepted_at is null and o.revoked_at is null
              and lower(normalize(app.one_line(o.organization_name), nfc)) = lower(normalize(app.one_line(i.organization_name), nfc)));

do $$
declare
  place record;
  forced boolean;
begin
  for place in
    select * from (values
      ('users', 'name', 120), ('organizations', 'name', 120), ('organizations', 'sender_name', 60), ('agents', 'name', 80),
      ('conversations', 'title', 200), ('sign_ups', 'name', 120), ('sign_ups', 'organization_name', 120), ('plans', 'name', 60),
      ('purge_receipts', 'name', 120), ('owner_invites', 'organization_name', 120), ('owner_invites', 'agent_name', 80),
      ('api_keys', 'name', 80), ('mails', 'sender_name', 60)
    ) as places (relation, name, most)
  loop
    -- The owner of a table is held by its policies only where they are forced.
    forced := (select relforcerowsecurity from pg_class where oid = format('public.%I', place.relation)::regclass);
    if forced then
      execute format('alter table public.%I no force row level security', place.relation);
    end if;
    execute format(
      'update public.%1$I set %2$I = coalesce(nullif(btrim(left(normalize(app.one_line(%2$I), nfc), %3$s)), ''''), ''Unnamed'')
       where %2$I <> app.one_line(%2$I) or not %2$I is nfc normalized or %2$I = ''''', place.relation, place.name, place.most);
    if forced then
      execute format('alter table public.%I force row level security', place.relation);
    end if;
    execute format('alter table public.%1$I add constraint %1$s_%2$s_line_check check (%2$I = app.one_line(%2$I))',
      place.relation, place.name);
  end loop;
end
$$;

-- Addresses that a provider told with white space around them, unless their account has a second one without.
update users u set email = app.one_line(email)
where email <> app.one_line(email) and length(app.one_line(email)) >= 3
  and not exists (select from users o where o.email = app.one_line(u.email));
