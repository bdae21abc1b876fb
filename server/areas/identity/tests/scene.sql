-- docs/adding-a-feature.md says how scenes are written.
insert into api_keys (id, organization_id, user_id, name, hint, key_hash, scopes, created_at)
values (gen_random_uuid(), :organization, :person, 'key', 'soloos_', sha256(uuid_send(:organization)), '{}', now());
