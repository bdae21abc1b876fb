with founded as (
  insert into organizations (id, name, slug, tier, created_at, suspended_at, suspended_reason)
  select md5('load organization ' || n)::uuid,
    (array['Bright', 'Calm', 'Clear', 'Deep', 'Early', 'Fresh', 'Grand', 'High', 'Inner', 'Keen', 'Lively', 'Modern',
           'North', 'Open', 'Prime', 'Quiet', 'Rising', 'Steady', 'True', 'Vivid'])[1 + n % 20]
      || ' ' || (array['Path', 'Mind', 'Step', 'Voice', 'Field', 'Bridge', 'Compass', 'Harbour', 'Summit', 'Orchard',
           'Lantern', 'Garden', 'River'])[1 + n % 13]
      || ' ' || (array['Coaching', 'Agency', 'Studio', 'Academy', 'Partners', 'Consulting', 'Collective'])[1 + n % 7]
      || ' ' || n,
    'load-' || n,
    case when n % 20 = 0 then 'enterprise' when n % 4 = 0 then 'pro' else 'free' end,
    $3::timestamptz - interval '720 days' * (abs(hashint4(n)) % 10000 / 10000.0),
    case when n % 97 = 0 then $3::timestamptz - interval '1 day' end,
    case when n % 97 = 0 then 'Unpaid invoice' end
  from generate_series(1, $1::integer) n
  returning id, created_at
), helped as (
  insert into agents (id, organization_id, name, system_prompt, created_at, updated_at)
  select id, id, 'Assistant', 'Be brief.', created_at, created_at from founded
)
insert into users (id, email, name, email_verified_at, created_at)
select md5('load person ' || n || ' ' || k)::uuid,
  (array['olivia', 'mia', 'noah'])[k] || '.' || n || '@load-' || n || '.example',
  (array['Olivia', 'Mia', 'Noah'])[k] || ' ' || (array['Keller', 'Brandt', 'Nyberg', 'Fischer', 'Duarte', 'Okafor'])[1 + (n + k) % 6],
  $3, $3::timestamptz - interval '720 days' * (abs(hashint4(n)) % 10000 / 10000.0)
from generate_series(1, $1::integer) n, generate_series(1, 1 + n % 3) k
