-- A run is work that an agent does, whatever it is for: an answer in a conversation is one purpose of several.
alter table runs
  add column purpose text not null default 'answer' constraint runs_purpose_check check (length(purpose) between 1 and 40),
  alter column conversation_id drop not null,
  alter column message_id drop not null,
  -- Until when another server's readers want to be told what comes; none are told otherwise.
  add column followed_until timestamptz;

-- What a message shows, as parts of kinds, in place of one list of HTML.
alter table messages add column parts jsonb, add column parts_version integer;
-- The owner of the table is bound by its policies too; the operator's role may write messages.
set local role soloos_platform;
update messages set parts_version = html_version,
  parts = jsonb_build_array(jsonb_build_object('kind', 'prose', 'blocks', to_jsonb(html)))
where html is not null;
reset role;
alter table messages
  drop column html,
  drop column html_version,
  add constraint messages_parts_check check ((parts is null) = (parts_version is null));
