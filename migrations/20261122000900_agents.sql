-- Agents: what a member talks to.
create table agents (
  id uuid not null,
  organization_id uuid not null default app.organization_id() references organizations (id) on delete cascade,
  name text not null,
  system_prompt text not null,
  model text,
  temperature real not null default 0.7,
  max_tokens integer not null default 1024,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (organization_id, id),
  constraint agents_name_check check (length(name) between 1 and 80),
  constraint agents_system_prompt_check check (length(system_prompt) <= 20000),
  constraint agents_temperature_check check (temperature between 0 and 2),
  constraint agents_max_tokens_check check (max_tokens between 1 and 32000)
);
select app.protect_tenant_table('agents');
grant select, insert on agents to soloos_identity;
create policy identity_start on agents for insert to soloos_identity with check (true);
