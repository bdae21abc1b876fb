-- A row in each of the core's own tables of an organisation. docs/adding-a-feature.md says how scenes are written.
insert into files (organization_id, key, bytes, created_at)
values (:organization, 'logos/' || :organization::text || '-1.png', 1, now());

insert into usage_entries (organization_id, user_id, messages, created_at)
values (:organization, :person, 1, now());

insert into organization_days (organization_id, day)
values (:organization, current_date);
