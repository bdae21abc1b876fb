-- A subscription that is paused or left unpaid rests: nobody has its plan, and it may come back, unlike one that has
-- ended. Its plan is kept with the terms that it was read from, so that a switch is seen and a renewal is not taken for one.
alter table stripe_subscriptions
  drop constraint stripe_subscriptions_status_check,
  add constraint stripe_subscriptions_status_check check (status in ('running', 'resting', 'ended', 'cancelled')),
  add column plan text,
  add column terms text;
