-- docs/adding-a-feature.md says how scenes are written.
insert into invites (id, organization_id, email, role, token_hash, created_at, expires_at)
values (gen_random_uuid(), :organization, 'new@example.com', 'member', uuid_send(:organization), now(), now());

insert into exports (id, organization_id, created_at)
values (gen_random_uuid(), :organization, now());

insert into billing_accounts (organization_id, customer)
values (:organization, :organization::text);

-- An offer wants somebody to whom it is made.
with second as (
  insert into users (id, email, name)
  values (gen_random_uuid(), :organization::text || '@second.example', 'Second') returning id
), joined as (
  insert into memberships (organization_id, user_id, role)
  select :organization, id, 'member' from second returning user_id
)
insert into ownership_transfers (id, organization_id, from_user_id, to_user_id, created_at, expires_at)
select gen_random_uuid(), :organization, :person, user_id, now(), now() from joined;
