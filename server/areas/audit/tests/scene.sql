-- docs/adding-a-feature.md says how scenes are written.
insert into audit_events (id, organization_id, actor_id, action, created_at)
values (gen_random_uuid(), :organization, :person, 'test', now());
