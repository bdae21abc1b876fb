update organization_counters c set storage_bytes = abs(hashtext(o.slug))::bigint % 2000000 * 997
from organizations o where o.id = c.organization_id and o.slug like 'load-%'
