-- An answer's HTML, one string a block, kept so that no view renders it again. HTML of another version than the
-- renderer's is rendered again when it is next shown.
alter table messages
  add column html text[],
  add column html_version integer,
  add constraint messages_html_check check ((html is null) = (html_version is null));
