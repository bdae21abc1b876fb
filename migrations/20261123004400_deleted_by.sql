-- Who deleted an organisation: an owner's own deletion can be undone by its owners, the operator's by the operator.
alter table organizations add column deleted_by uuid references users (id) on delete set null;
