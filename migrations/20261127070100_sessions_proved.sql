-- When the person at this session last proved who they are: at its beginning, and with each proof since.

alter table sessions add column proved_at timestamptz;
