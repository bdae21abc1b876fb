-- Whether an organisation lets in only those who have a second factor.
alter table organizations add column require_two_factor boolean not null default false;
grant update (require_two_factor) on organizations to soloos_app;
