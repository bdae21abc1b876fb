-- A member's tier decides what they see, as their role does: open pages and streams hear of both.
drop trigger new_role_is_told on memberships;
create trigger new_standing_is_told after update of role, tier on memberships for each row
  when ((old.role, old.tier) is distinct from (new.role, new.tier)) execute function app.tell_ending();
