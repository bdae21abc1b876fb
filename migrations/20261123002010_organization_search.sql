-- Finding organisations by the beginning of any word of their name, their address or an owner's e-mail. A prefix of a
-- plain index serves that under row-level security and needs no extension.
create table organization_terms (
  organization_id uuid not null default app.organization_id() references organizations (id) on delete cascade,
  term text collate "C" not null,
  primary key (organization_id, term)
);
create index organization_terms_term_idx on organization_terms (term, organization_id);
select app.protect_tenant_table('organization_terms');
create policy identity_access on organization_terms to soloos_identity using (true) with check (true);
grant select, insert, delete on organization_terms to soloos_identity;

-- Writes the terms of one organisation anew: each text from each of its words on.
create function app.index_organization(organization uuid) returns void
language plpgsql set search_path = public, pg_temp as $$
begin
  delete from organization_terms where organization_id = organization;
  insert into organization_terms (organization_id, term)
  select distinct organization, left(substr(t.words, at), 100)
  from (
    select lower(o.name) as words from organizations o where o.id = organization
    union all
    select o.slug from organizations o where o.id = organization
    union all
    select u.email from memberships m join users u on u.id = m.user_id
    where m.organization_id = organization and m.role = 'owner'
  ) t, generate_series(1, length(t.words)) at
  where (at = 1 or substr(t.words, at - 1, 1) ~ '[-\s_.@+&/(,'']') and substr(t.words, at, 1) !~ '[-\s_.@+&/(,'']';
  update organization_counters set owner_email = (
    select u.email from memberships m join users u on u.id = m.user_id
    where m.organization_id = organization and m.role = 'owner' order by m.created_at, u.id limit 1)
  where organization_id = organization;
end
$$;
grant execute on function app.index_organization(uuid) to soloos_app, soloos_platform, soloos_identity;

create function app.organization_named() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform app.index_organization(new.id);
  return null;
end
$$;
create trigger organizations_named after insert or update of name, slug on organizations
  for each row execute function app.organization_named();

create function app.membership_changed() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  was_owner boolean := tg_op <> 'INSERT' and old.role = 'owner';
  is_owner boolean := tg_op <> 'DELETE' and new.role = 'owner';
  organization uuid := case when tg_op = 'DELETE' then old.organization_id else new.organization_id end;
begin
  -- The memberships of a purged organisation go with it.
  if tg_op = 'DELETE' and not exists (select from organizations where id = organization) then
    return null;
  end if;
  if tg_op <> 'UPDATE' then
    update organization_counters set members = members + case when tg_op = 'INSERT' then 1 else -1 end
    where organization_id = organization;
  end if;
  if was_owner is distinct from is_owner or (was_owner and tg_op = 'DELETE') then
    perform app.index_organization(organization);
  end if;
  return null;
end
$$;
create trigger memberships_changed after insert or update of role or delete on memberships
  for each row execute function app.membership_changed();

create function app.person_moved() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform app.index_organization(m.organization_id) from memberships m where m.user_id = new.id and m.role = 'owner';
  return null;
end
$$;
create trigger users_moved after update of email on users
  for each row when (old.email is distinct from new.email) execute function app.person_moved();
