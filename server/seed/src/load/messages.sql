insert into messages (id, organization_id, conversation_id, seq, author, content, created_at)
select gen_random_uuid(), c.organization_id, c.id, seq, case when seq % 2 = 1 then 'person' else 'agent' end,
  'Message ' || seq || ' of ' || c.title, c.created_at + interval '1 minute' * seq
from conversations c, generate_series(1, 10) seq
where c.title like 'Conversation %' and c.last_seq = 10
