-- Words that turn out to be thoughts once they are closed are taken back by an event of their own: events are never deleted
-- from under a reader.
alter table run_events
  drop constraint run_events_kind_check,
  add constraint run_events_kind_check check (kind in ('text', 'retraction', 'usage', 'end'));
