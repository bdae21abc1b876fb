-- What a model thinks beside its answer is kept as an event of its own, so that readers can see it without it ever being
-- a part of the answer.
alter table run_events
  drop constraint run_events_kind_check,
  add constraint run_events_kind_check check (kind in ('text', 'reasoning', 'retraction', 'usage', 'end'));
