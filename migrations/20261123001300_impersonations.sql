-- The operator viewing as somebody: for an hour at most, tied to the operator's session, with a reason.
create table impersonations (
  id uuid primary key,
  organization_id uuid not null references organizations (id) on delete cascade,
  actor_id uuid not null references users (id) on delete cascade,
  subject_id uuid not null references users (id) on delete cascade,
  session_id uuid references sessions (id) on delete set null,
  reason text not null,
  return_to text not null,
  started_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  end_reason text,
  constraint impersonations_subject_id_check check (subject_id <> actor_id),
  constraint impersonations_reason_check check (length(reason) between 1 and 500),
  constraint impersonations_expires_at_check check (expires_at <= started_at + interval '60 minutes'),
  constraint impersonations_end_reason_check
    check (end_reason in ('exited', 'expired', 'signed_out', 'demoted', 'closed', 'subject_left'))
);
-- One at a time: there is no viewing as somebody while viewing as somebody else.
create unique index impersonations_session_id_key on impersonations (session_id) where ended_at is null;
create index impersonations_organization_id_idx on impersonations (organization_id, started_at desc);
create index impersonations_open_idx on impersonations (expires_at) where ended_at is null;
select app.protect_platform_table('impersonations', 'soloos_platform', 'soloos_identity');
revoke delete on impersonations from soloos_platform, soloos_identity;

-- However a session ends, its impersonation ends with it and the trail says so.
create function app.end_impersonation_with_session() returns trigger language plpgsql as $$
begin
  with ended as (
    update public.impersonations set ended_at = now(), end_reason = 'signed_out'
    where session_id = old.id and ended_at is null
    returning id, organization_id, actor_id, subject_id, reason
  )
  insert into public.audit_events (id, organization_id, actor_id, subject_id, doer, action, target, detail, created_at)
  select gen_random_uuid(), organization_id, actor_id, subject_id, 'operator', 'impersonation.end', id::text,
    jsonb_build_object('reason', reason, 'ended', 'signed_out'), now()
  from ended;
  return old;
end
$$;
revoke execute on function app.end_impersonation_with_session() from public;
create trigger impersonation_ends_first before delete on sessions for each row
  execute function app.end_impersonation_with_session();

-- The operator's other open pages show or lose the banner at once.
create function app.tell_impersonation() returns trigger language plpgsql as $$
begin
  perform pg_notify('soloos_endings', 'session:' || new.session_id);
  return null;
end
$$;
revoke execute on function app.tell_impersonation() from public;
create trigger impersonation_is_told after insert or update of ended_at on impersonations for each row
  when (new.session_id is not null) execute function app.tell_impersonation();

-- Whether the owners get a mail when the operator views as one of their people.
alter table organizations add column mail_on_impersonation boolean not null default true;
grant update (mail_on_impersonation) on organizations to soloos_app;
