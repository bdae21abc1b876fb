-- Two more things that every server process is told of.
create or replace function app.tell_ending() returns trigger language plpgsql as $$
begin
  case tg_table_name
    when 'organizations' then perform pg_notify('soloos_endings', 'organization:' || old.id);
    when 'sessions' then perform pg_notify('soloos_endings', 'session:' || old.id);
    when 'memberships' then perform pg_notify('soloos_endings', 'user:' || old.user_id);
    when 'users' then perform pg_notify('soloos_endings', 'user:' || old.id);
    when 'runs' then perform pg_notify('soloos_endings', 'run:' || old.id);
  end case;
  return null;
end
$$;

-- Of two windows of one session, one goes to another organisation: the other's page no longer shows where it acts.
create trigger switch_is_told after update of current_organization_id on sessions for each row
  when (old.current_organization_id is distinct from new.current_organization_id) execute function app.tell_ending();

-- A run that is to stop, while the process that writes it may still wait for the model's first word.
create trigger stop_is_told after update of stop_requested_at on runs for each row
  when (old.stop_requested_at is null and new.stop_requested_at is not null) execute function app.tell_ending();
