-- docs/adding-a-feature.md says how scenes are written.
insert into skipped_steps (organization_id, step, skipped_by, skipped_at)
values (:organization, 'logo', :person, now());
