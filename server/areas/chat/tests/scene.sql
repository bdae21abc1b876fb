-- docs/adding-a-feature.md says how scenes are written.
insert into conversations (id, organization_id, user_id, agent_id, created_at, updated_at)
values (gen_random_uuid(), :organization, :person, :agent, now(), now());

insert into messages (id, organization_id, conversation_id, seq, author, content, created_at)
select gen_random_uuid(), organization_id, id, 1, 'person', 'secret words', now()
from conversations where organization_id = :organization;
