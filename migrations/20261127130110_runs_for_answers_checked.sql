-- Checks the rows that are older than the rule, while answers are written on.
alter table runs validate constraint runs_conversation_id_message_id_check;
