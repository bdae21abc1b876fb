-- Files that an organisation keeps in the object store: what is there, and how much room it takes.
create table files (
  organization_id uuid not null default app.organization_id() references organizations (id) on delete cascade,
  key text not null,
  bytes bigint not null,
  created_at timestamptz not null,
  -- Null until something points at the object: an upload that never ended leaves a row to be swept.
  kept_at timestamptz,
  primary key (organization_id, key),
  -- The object's name says whose it is; nobody can hold on to an object of somebody else.
  constraint files_key_check check (split_part(key, '/', 2) like organization_id::text || '-%' and length(key) <= 200),
  constraint files_bytes_check check (bytes >= 0)
);
create unique index files_key_key on files (key);
create index files_unfinished_idx on files (created_at) where kept_at is null;
select app.protect_tenant_table('files');

-- Counted here, not by whoever writes a file, so that the count is never forgotten.
create function app.count_file() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  update organization_counters
  set storage_bytes = storage_bytes + case when tg_op = 'INSERT' then new.bytes else -old.bytes end
  where organization_id = case when tg_op = 'INSERT' then new.organization_id else old.organization_id end;
  return null;
end
$$;
create trigger files_count after insert or delete on files for each row execute function app.count_file();

-- The job that takes an object away once nothing names it any more; it looks again before it does.
create function app.remove_object(object_key text) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform graphile_worker.add_job('remove_object', json_build_object('key', object_key), job_key := 'object:' || object_key, max_attempts := 25);
end
$$;
revoke execute on function app.remove_object(text) from public;

-- Where a row goes, its object goes: also when a whole organisation is purged.
create function app.remove_file() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform app.remove_object(old.key);
  return null;
end
$$;
revoke execute on function app.remove_file() from public;
create trigger files_remove after delete on files for each row execute function app.remove_file();
