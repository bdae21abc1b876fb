-- The outbox: a mail is written in the transaction that causes it and delivered afterwards.
create table mails (
  id uuid primary key,
  organization_id uuid references organizations (id) on delete cascade,
  kind text not null,
  recipient text not null,
  subject text not null,
  html text not null,
  body text not null,
  status text not null default 'queued',
  attempts integer not null default 0,
  last_error text,
  created_at timestamptz not null,
  sent_at timestamptz,
  constraint mails_status_check check (status in ('queued', 'sending', 'sent', 'failed', 'kept'))
);
create index mails_organization_id_idx on mails (organization_id, created_at desc);
create index mails_created_at_idx on mails (created_at desc);
select app.protect_platform_table('mails', 'soloos_platform');

-- Every role that can cause a mail writes it here, together with the job that delivers it; none but the
-- operator's can read one back.
create policy outbox on mails for insert to soloos_app with check (organization_id = app.organization_id());
create policy outbox_of_identity on mails for insert to soloos_identity with check (true);
grant insert on mails to soloos_app, soloos_identity;

-- The job queue belongs to the schema's owner; this is the one job that any transaction may add.
create function app.add_delivery(mail_id uuid) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform graphile_worker.add_job('send_mail', json_build_object('mail', mail_id), job_key := 'mail:' || mail_id, max_attempts := 25);
end
$$;
revoke execute on function app.add_delivery(uuid) from public;
grant execute on function app.add_delivery(uuid) to soloos_app, soloos_identity, soloos_platform;

-- How the job queue is doing, without a look into it.
create function app.queue_health(out waiting bigint, out oldest_due_seconds bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  select count(*), coalesce(max(extract(epoch from now() - j.run_at)) filter (where j.run_at <= now() and j.locked_at is null), 0)::bigint
  into waiting, oldest_due_seconds
  from graphile_worker.jobs j where j.attempts < j.max_attempts;
end
$$;
revoke execute on function app.queue_health() from public;
grant execute on function app.queue_health() to soloos_platform;
