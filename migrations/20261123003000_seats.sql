-- What one organisation has beyond its plan: seats in place of the plan's, and features added to them.
alter table organizations
  add column seats integer constraint organizations_seats_check check (seats > 0),
  add column features text[] not null default '{}';
