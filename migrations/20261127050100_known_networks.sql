-- Networks that a person has signed in from: who tries their password from elsewhere is counted apart.
create table known_networks (
  user_id uuid not null references users (id) on delete cascade,
  network_hash bytea not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  primary key (user_id, network_hash),
  constraint known_networks_network_hash_check check (octet_length(network_hash) = 32)
);
create index known_networks_last_seen_at_idx on known_networks (last_seen_at);
select app.protect_platform_table('known_networks', 'soloos_identity');
