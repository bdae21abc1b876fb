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
    let mut query = ParamsMap::new();
    let words = [
        ("search", wishes.search.as_str()),
        ("action", &wishes.action),
        ("actor", &wishes.actor),
        ("from", &wishes.from),
        ("until", &wishes.until),
        ("before", before),
    ];
    for (key, word) in words.into_iter().filter(|(_, word)| !word.is_empty()) {
        query.insert(key, word.to_owned());
    }
    format!("{path}{}", query.to_query_string())
}
