//! A reader's filter, to and from the page's address.

use audit_domain::AuditQuery;
use domain::ListAddress;
use leptos_router::params::ParamsMap;

/// The filter in the address.
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

/// The address with this filter, at the start of the log.
pub(super) fn address(path: &str, wishes: AuditQuery) -> ListAddress {
    ListAddress::new(path)
        .with("search", wishes.search)
        .with("action", wishes.action)
        .with("actor", wishes.actor)
        .with("from", wishes.from)
        .with("until", wishes.until)
}
