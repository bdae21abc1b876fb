-- An agent with conversations is archived, never deleted from under them: they go with the organisation alone.
alter table agents add column archived_at timestamptz;
alter table conversations
  drop constraint conversations_organization_id_agent_id_fkey,
  add constraint conversations_agent_id_fkey foreign key (organization_id, agent_id) references agents (organization_id, id);
