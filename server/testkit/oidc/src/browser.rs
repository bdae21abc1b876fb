//! The parts of a browser that a sign-in at the provider needs: it keeps cookies and follows redirects.

use std::collections::BTreeMap;

use reqwest::redirect::Policy;
use reqwest::{Client, Response};
use url::Url;

use crate::fail;

/// More steps than any sign-in takes.
const STEPS: usize = 12;

/// Follows `link` until it leads away from `issuer`.
pub async fn visit(issuer: &str, link: &str) -> String {
    rustls::crypto::ring::default_provider().install_default().ok();
    let client = Client::builder().redirect(Policy::none()).no_proxy().build();
    let client = client.unwrap_or_else(|error| fail(&error.to_string()));
    let mut cookies = BTreeMap::new();
    let mut here = link.to_owned();
    for _ in 0..STEPS {
        if !here.starts_with(issuer) {
            return here;
        }
        let jar: Vec<String> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let answer = client.get(&here).header("cookie", jar.join("; ")).send().await;
        let answer = answer.unwrap_or_else(|error| fail(&error.to_string()));
        keep(&answer, &mut cookies);
        here = match next(&here, &answer) {
            Some(next) => next,
            None => fail(&format!("the provider stops at {here}: {}", answer.text().await.unwrap_or_default())),
        };
    }
    fail("the provider leads round and round")
}

/// Cookie paths are ignored: no two cookies of the provider share a name.
fn keep(answer: &Response, cookies: &mut BTreeMap<String, String>) {
    for line in answer.headers().get_all("set-cookie").iter().filter_map(|value| value.to_str().ok()) {
        if let Some((name, value)) = line.split(';').next().and_then(|pair| pair.split_once('=')) {
            cookies.insert(name.to_owned(), value.to_owned());
        }
    }
}

fn next(here: &str, answer: &Response) -> Option<String> {
    let location = answer.headers().get("location")?.to_str().ok()?;
    Some(Url::parse(here).ok()?.join(location).ok()?.to_string())
}
