//! The token at the end of a mailed link.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The `:token` of the page's path; empty if there is none, which matches no link.
pub fn link_token() -> String {
    use_params_map().read_untracked().get("token").unwrap_or_default()
}
