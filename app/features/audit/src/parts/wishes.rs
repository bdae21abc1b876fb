//! A reader's wishes, to and from the page's address.

use domain::audit::AuditQuery;
use leptos_router::params::ParamsMap;

/// What the address asks for.
pub fn asked(query: &ParamsMap) -> AuditQuery {
    let word = |key: &str| query.get(key).unwrap_or_default();
    AuditQuery {
        search: word("search"),
        action: word("action"),
        actor: word("actor"),
        from: word("from"),
        until: word("until"),
        before: word("before"),
    }
}

/// The address that asks for this, from the entry `before` on.
pub(super) fn address(path: &str, wishes: &AuditQuery, before: &str) -> String {
    let mut words = vec![
        ("search", wishes.search.clone()),
        ("action", wishes.action.clone()),
        ("actor", wishes.actor.clone()),
        ("from", wishes.from.clone()),
        ("until", wishes.until.clone()),
        ("before", before.to_owned()),
    ];
    words.retain(|(_, word)| !word.is_empty());
    kit::with_query(path, &words)
}
