//! Paths with their query strings, and the sign-in page's way back.

use domain::accounts::{START_PATH, local_path};
use domain::pages::percent_encoded;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The address of the sign-in page that leads back to `path` afterwards.
pub fn sign_in_path(path: &str) -> String {
    with_next("/sign-in", path)
}

/// The address of the page that leads on to `next` afterwards.
pub fn with_next(page: &str, next: &str) -> String {
    let next = local_path(next);
    if next == START_PATH { page.to_owned() } else { format!("{page}?next={}", percent_encoded(next)) }
}

/// The page number in the page's address.
pub fn asked_page() -> Memo<u32> {
    let query = use_query_map();
    Memo::new(move |_| query.with(|query| query.get("page")).map_or(1, |page| domain::pages::asked_page(&page)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_survives_the_query_string() {
        assert_eq!(sign_in_path("/chat?a=1&b=2"), "/sign-in?next=/chat%3Fa%3D1%26b%3D2");
        assert_eq!(sign_in_path("/"), "/sign-in");
    }
}
