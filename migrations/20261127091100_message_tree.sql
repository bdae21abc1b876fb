-- Messages are a tree: an answer that is written again stands beside the one before. A conversation's leaf says which
-- branch is shown; `superseded_at` marks what stands on none that is.
alter table messages
  add column parent_id uuid,
  add constraint messages_conversation_key unique (organization_id, conversation_id, id);
alter table messages
  add constraint messages_parent_id_fkey foreign key (organization_id, conversation_id, parent_id)
    references messages (organization_id, conversation_id, id);
create index messages_parent_id_idx on messages (organization_id, conversation_id, parent_id);
alter table conversations
  add column leaf_id uuid,
  add constraint conversations_leaf_id_fkey foreign key (organization_id, id, leaf_id)
    references messages (organization_id, conversation_id, id);

-- The owner of the tables is bound by their policies too; the operator's role may write them.
set local role soloos_platform;
update messages m set parent_id = (
  select p.id from messages p
  where p.organization_id = m.organization_id and p.conversation_id = m.conversation_id and p.seq < m.seq
    and p.superseded_at is null
  order by p.seq desc limit 1);
update conversations c set leaf_id = (
  select m.id from messages m
  where m.organization_id = c.organization_id and m.conversation_id = c.id and m.superseded_at is null
  order by m.seq desc limit 1);
reset role;
