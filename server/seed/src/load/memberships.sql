insert into memberships (organization_id, user_id, role, created_at)
select md5('load organization ' || n)::uuid, md5('load person ' || n || ' ' || k)::uuid,
  case when k = 1 then 'owner' else 'member' end,
  $3::timestamptz - interval '720 days' * (abs(hashint4(n)) % 10000 / 10000.0)
from generate_series(1, $1::integer) n, generate_series(1, 1 + n % 3) k
