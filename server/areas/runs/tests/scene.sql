-- docs/adding-a-feature.md says how scenes are written.
-- The chat's message stands by then: scenes come in the order of their areas' names.
insert into runs
  (id, organization_id, conversation_id, message_id, user_id, agent_id, model, status, instance_id, created_at)
select gen_random_uuid(), organization_id, conversation_id, id, :person, :agent, 'm', 'completed', 1, now()
from messages where organization_id = :organization;

insert into run_events (organization_id, run_id, seq, kind, data, created_at)
select organization_id, id, 1, 'text', '{}', now() from runs where organization_id = :organization;
