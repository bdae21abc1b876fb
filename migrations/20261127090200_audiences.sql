-- Who may see a thing, as a column type: the words of domain::Audience, of which one has to mean the person. A table that
-- has one says `audience app.audience not null`; its use cases ask `where app.admits(audience)`.
create function app.is_audience(words text[]) returns boolean language sql immutable parallel safe as $$
  select coalesce(array_ndims(words), 1) = 1
    -- Two hundred people, and every word that is no person's.
    and cardinality(words) <= 207
    and coalesce(bool_and(word is not null and word ~
      '^(everybody|role:(owner|admin|member)|tier:(free|pro|enterprise)|member:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$'), true)
  from unnest(words) word
$$;
create domain app.audience as text[] constraint audience_words_check check (app.is_audience(value));

-- The twin of domain::Audience::admits. Plain SQL that the planner sees through: in a policy, or in a search that runs as
-- its owner, an index `using gin (audience)` serves it; elsewhere the index on the organisation comes first.
create function app.admits(audience app.audience) returns boolean language sql stable parallel safe
  as $$ select audience && app.standing() $$;
revoke execute on function app.admits(app.audience) from public;
grant execute on function app.admits(app.audience) to soloos_app;
