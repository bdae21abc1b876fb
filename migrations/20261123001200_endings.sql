-- What ends is told to every server process the moment it is committed, so that open streams end with it:
-- an organisation that closes, a session, and whatever a person loses by a change of role.
create function app.tell_ending() returns trigger language plpgsql as $$
begin
  case tg_table_name
    when 'organizations' then perform pg_notify('soloos_endings', 'organization:' || old.id);
    when 'sessions' then perform pg_notify('soloos_endings', 'session:' || old.id);
    when 'memberships' then perform pg_notify('soloos_endings', 'user:' || old.user_id);
    when 'users' then perform pg_notify('soloos_endings', 'user:' || old.id);
  end case;
  return null;
end
$$;
revoke execute on function app.tell_ending() from public;

create trigger closing_is_told after update of suspended_at, deleted_at on organizations for each row
  when ((old.suspended_at is null and new.suspended_at is not null) or (old.deleted_at is null and new.deleted_at is not null))
  execute function app.tell_ending();
create trigger purge_is_told after delete on organizations for each row execute function app.tell_ending();
create trigger ending_is_told after delete on sessions for each row execute function app.tell_ending();
create trigger leaving_is_told after delete on memberships for each row execute function app.tell_ending();
create trigger new_role_is_told after update of role on memberships for each row
  when (old.role is distinct from new.role) execute function app.tell_ending();
create trigger demotion_is_told after update of is_god on users for each row
  when (old.is_god and not new.is_god) execute function app.tell_ending();
