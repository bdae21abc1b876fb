-- What was skipped can be shown again.
grant delete on skipped_steps to soloos_app;
