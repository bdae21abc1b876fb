insert into conversations (id, organization_id, user_id, agent_id, title, last_seq, created_at, updated_at)
select md5('load conversation ' || c)::uuid, md5('load organization ' || n)::uuid,
  md5('load person ' || n || ' ' || 1 + c % (1 + n % 3))::uuid, md5('load organization ' || n)::uuid,
  'Conversation ' || c, 10, at, at + interval '10 minutes'
from (
  select c, 1 + floor($1::integer * power(abs(hashint4(c)) % 100000 / 100000.0, 3))::integer as n,
    $3::timestamptz - interval '11 minutes' - interval '90 days' * power(abs(hashint4(c + 1000003)) % 100000 / 100000.0, 1.4) as at
  from generate_series(1, $2::integer / 10) c
) spread
