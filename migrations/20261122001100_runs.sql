-- Runs: one answer of an agent, kept as events so that any reader can join at any point.
create table runs (
  id uuid not null,
  organization_id uuid not null default app.organization_id() references organizations (id) on delete cascade,
  conversation_id uuid not null,
  message_id uuid not null,
  user_id uuid not null,
  agent_id uuid not null,
  model text not null,
  status text not null default 'streaming',
  instance_id integer not null,
  last_seq integer not null default 0,
  stop_requested_at timestamptz,
  error_kind text,
  error_message text,
  retry_after_seconds integer,
  input_tokens integer,
  output_tokens integer,
  tokens_estimated boolean not null default false,
  created_at timestamptz not null,
  first_token_at timestamptz,
  finished_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, conversation_id) references conversations (organization_id, id) on delete cascade,
  foreign key (organization_id, message_id) references messages (organization_id, id) on delete cascade,
  constraint runs_status_check check (status in ('streaming', 'completed', 'stopped', 'failed', 'interrupted'))
);
create unique index runs_message_id_key on runs (organization_id, message_id);
create index runs_conversation_id_idx on runs (organization_id, conversation_id, created_at desc);
-- One answer at a time in a conversation: two tabs that send at once cannot start two.
create unique index runs_streaming_key on runs (organization_id, conversation_id) where status = 'streaming';
create index runs_orphans_idx on runs (instance_id) where status = 'streaming';
select app.protect_tenant_table('runs');

create table run_events (
  organization_id uuid not null default app.organization_id() references organizations (id) on delete cascade,
  run_id uuid not null,
  seq integer not null,
  kind text not null,
  data jsonb not null,
  created_at timestamptz not null,
  primary key (organization_id, run_id, seq),
  foreign key (organization_id, run_id) references runs (organization_id, id) on delete cascade,
  constraint run_events_kind_check check (kind in ('text', 'usage', 'end'))
);
select app.protect_tenant_table('run_events');
