-- One way to tell every server process, once it is committed, that something is not what it was: `kind:id`. A table says in
-- its own trigger which kind and which of its columns, so that no function in the middle knows the tables.
create function app.tell(topic text) returns void language sql as $$ select pg_notify('soloos_revocations', topic) $$;
revoke execute on function app.tell(text) from public;
grant execute on function app.tell(text) to soloos_app, soloos_platform, soloos_identity;

create function app.tell_row() returns trigger language plpgsql as $$
begin
  perform app.tell(tg_argv[0] || ':' || (case tg_op when 'INSERT' then to_jsonb(new) else to_jsonb(old) end ->> tg_argv[1]));
  return null;
end
$$;
revoke execute on function app.tell_row() from public;

drop trigger closing_is_told on organizations;
create trigger closing_is_told after update of suspended_at, deleted_at on organizations for each row
  when ((old.suspended_at is null and new.suspended_at is not null) or (old.deleted_at is null and new.deleted_at is not null))
  execute function app.tell_row('organization', 'id');
drop trigger purge_is_told on organizations;
create trigger purge_is_told after delete on organizations for each row execute function app.tell_row('organization', 'id');

drop trigger ending_is_told on sessions;
create trigger ending_is_told after delete on sessions for each row execute function app.tell_row('session', 'id');
drop trigger switch_is_told on sessions;
create trigger switch_is_told after update of current_organization_id on sessions for each row
  when (old.current_organization_id is distinct from new.current_organization_id) execute function app.tell_row('session', 'id');
drop trigger impersonation_is_told on impersonations;
create trigger impersonation_is_told after insert or update of ended_at on impersonations for each row
  when (new.session_id is not null) execute function app.tell_row('session', 'session_id');

drop trigger leaving_is_told on memberships;
create trigger leaving_is_told after delete on memberships for each row execute function app.tell_row('user', 'user_id');
drop trigger new_standing_is_told on memberships;
create trigger new_standing_is_told after update of role, tier on memberships for each row
  when ((old.role, old.tier) is distinct from (new.role, new.tier)) execute function app.tell_row('user', 'user_id');
drop trigger demotion_is_told on users;
create trigger demotion_is_told after update of is_god on users for each row
  when (old.is_god and not new.is_god) execute function app.tell_row('user', 'id');

drop trigger stop_is_told on runs;
create trigger stop_is_told after update of stop_requested_at on runs for each row
  when (old.stop_requested_at is null and new.stop_requested_at is not null) execute function app.tell_row('run', 'id');

drop function app.tell_ending(), app.tell_impersonation();
