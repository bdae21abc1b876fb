-- What an answer may cost at most, set aside of the month's AI budget for as long as it is being written; its true cost
-- is entered in the transaction that ends it.
alter table runs
  add column reserved_microcents bigint not null default 0 constraint runs_reserved_microcents_check check (reserved_microcents >= 0);
