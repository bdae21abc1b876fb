-- A person's own picture, the same in every organisation.
alter table users add column picture_key text
  constraint users_picture_key_check check (split_part(picture_key, '/', 2) like id::text || '-%' and length(picture_key) <= 200);
grant select (picture_key) on users to soloos_app;

create function app.remove_picture() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform app.remove_object(old.picture_key);
  return null;
end
$$;
revoke execute on function app.remove_picture() from public;
create trigger users_replace_picture after update of picture_key on users for each row
  when (old.picture_key is distinct from new.picture_key and old.picture_key is not null) execute function app.remove_picture();
create trigger users_remove_picture after delete on users for each row
  when (old.picture_key is not null) execute function app.remove_picture();
