-- A person sees what happened to their own account: the desk reads those entries of the log and no others.
create policy own_activity on audit_events for select to soloos_identity
  using (organization_id is null or action like 'api\_key.%');
grant select on audit_events to soloos_identity;
create index audit_events_subject_id_idx on audit_events (subject_id, created_at desc)
  where organization_id is null or action like 'api\_key.%';
