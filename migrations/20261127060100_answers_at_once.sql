-- How many answers may be written at once in an organisation, and for one of its people. Unlike the other limits of a
-- plan these are never without end: they are there for everybody else.
alter table plans
  add column answers_at_once integer not null default 20 constraint plans_answers_at_once_check check (answers_at_once > 0),
  add column answers_at_once_each integer not null default 3
    constraint plans_answers_at_once_each_check check (answers_at_once_each > 0);
-- The owner of the table is bound by its policies too; the operator's role may write plans.
set local role soloos_platform;
update plans set answers_at_once = case key when 'free' then 8 when 'enterprise' then 50 else 20 end;
reset role;
