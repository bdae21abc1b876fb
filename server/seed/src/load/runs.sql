insert into runs (id, organization_id, conversation_id, message_id, user_id, agent_id, model, status, instance_id,
  input_tokens, output_tokens, cost_microcents, created_at, finished_at)
select m.id, m.organization_id, m.conversation_id, m.id, c.user_id, c.agent_id, 'openai/gpt-5-mini', 'completed', 0,
  3000 + abs(hashtext(m.id::text)) % 4000, 800 + abs(hashtext(m.id::text)) % 1500,
  25 * (3000 + abs(hashtext(m.id::text)) % 4000) + 200 * (800 + abs(hashtext(m.id::text)) % 1500),
  m.created_at, m.created_at
from messages m join conversations c on c.organization_id = m.organization_id and c.id = m.conversation_id
where m.seq = 10 and c.title like 'Conversation %'
