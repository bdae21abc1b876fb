-- Steps of setting up that an organisation chose to leave out, so that its home pages ask no more for them.
create table skipped_steps (
  organization_id uuid not null default app.organization_id() references organizations (id) on delete cascade,
  step text not null,
  skipped_by uuid references users (id) on delete set null,
  skipped_at timestamptz not null,
  primary key (organization_id, step),
  constraint skipped_steps_step_check check (length(step) between 1 and 40)
);
create index skipped_steps_skipped_by_idx on skipped_steps (skipped_by);
select app.protect_tenant_table('skipped_steps');
revoke update, delete on skipped_steps from soloos_app;
