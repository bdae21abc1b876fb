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

-- Every role that can cause a mail writes it here, together with the job that delivers it, and none can read one back.
create function app.queue_mail(mail_id uuid, organization uuid, kind text, recipient text, subject text, html text, body text, at timestamptz)
returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into mails (id, organization_id, kind, recipient, subject, html, body, created_at)
  values (mail_id, organization, kind, recipient, subject, html, body, at);
  perform graphile_worker.add_job('send_mail', json_build_object('mail', mail_id), job_key := 'mail:' || mail_id, max_attempts := 25);
end
$$;
revoke execute on function app.queue_mail(uuid, uuid, text, text, text, text, text, timestamptz) from public;
grant execute on function app.queue_mail(uuid, uuid, text, text, text, text, text, timestamptz)
  to soloos_app, soloos_identity, soloos_platform;

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
