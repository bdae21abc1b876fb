//! The first part of every address that the platform answers is reserved, so that an organisation cannot be founded
//! under it.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on must fail loudly")]

use std::collections::BTreeSet;
use std::path::Path;

use domain::values::Slug;

/// Of every function, page and route, and of the site's own files.
fn first_parts() -> BTreeSet<String> {
    let answered = server::endpoints().into_iter().filter_map(|endpoint| {
        let first = endpoint.path.split('/').nth(1)?;
        Some(first.to_owned()).filter(|first| !first.is_empty() && !first.starts_with('{'))
    });
    let public = Path::new(env!("CARGO_MANIFEST_DIR")).join("../public");
    let files = std::fs::read_dir(public).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    answered.chain(files).chain(["pkg".to_owned()]).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_organisation_can_take_the_beginning_of_one_of_the_platforms_addresses() {
    let parts = first_parts();
    for known in ["api", "chat", "god-dashboard", "healthz", "sign-in", "uploads", "fonts"] {
        assert!(parts.contains(known), "{known} is not found in {parts:?}");
    }
    let free: Vec<String> = parts.into_iter().filter(|part| Slug::parse(part).is_ok()).collect();
    assert_eq!(free, Vec::<String>::new(), "add these to the reserved words of domain::values::Slug");
}
