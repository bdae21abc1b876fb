-- Conversations of one person with one agent, and their messages.
create table conversations (
  id uuid not null,
  organization_id uuid not null default app.organization_id() references organizations (id) on delete cascade,
  user_id uuid not null references users (id) on delete cascade,
  agent_id uuid not null,
  title text,
  title_by text not null default 'auto',
  last_seq integer not null default 0,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, agent_id) references agents (organization_id, id) on delete cascade,
  constraint conversations_title_check check (length(title) between 1 and 200),
  constraint conversations_title_by_check check (title_by in ('auto', 'user'))
);
create index conversations_list_idx on conversations (organization_id, user_id, updated_at desc) where deleted_at is null;
create index conversations_agent_id_idx on conversations (organization_id, agent_id);
select app.protect_tenant_table('conversations');

create table messages (
  id uuid not null,
  organization_id uuid not null default app.organization_id() references organizations (id) on delete cascade,
  conversation_id uuid not null,
  seq integer not null,
  author text not null,
  content text not null,
  client_id uuid,
  superseded_at timestamptz,
  created_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, conversation_id) references conversations (organization_id, id) on delete cascade,
  constraint messages_author_check check (author in ('person', 'agent'))
);
create unique index messages_seq_key on messages (organization_id, conversation_id, seq);
create unique index messages_client_id_key on messages (organization_id, client_id);
select app.protect_tenant_table('messages');
