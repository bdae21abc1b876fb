-- A run for an answer has the message that it writes: what cannot say where its words belong could not be ended either.
-- Of a run for anything else, conversation and message stand together or not at all. Earlier rows are checked by the next
-- migration, which locks no one out of the table.
alter table runs add constraint runs_conversation_id_message_id_check
  check ((conversation_id is null) = (message_id is null) and (purpose <> 'answer' or message_id is not null)) not valid;
