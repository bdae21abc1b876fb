-- What the operator wants to remember about an organisation; its members never see it.
create table organization_notes (
  id uuid primary key,
  organization_id uuid not null references organizations (id) on delete cascade,
  author_id uuid references users (id) on delete set null,
  text text not null,
  created_at timestamptz not null,
  constraint organization_notes_text_check check (length(text) between 1 and 4000)
);
create index organization_notes_organization_id_idx on organization_notes (organization_id, created_at desc);
select app.protect_platform_table('organization_notes', 'soloos_platform');
