//! A real OpenID Connect provider process (`provider.mjs`, npm's oidc-provider) for tests, and a browser that signs in
//! there without interaction.
//!
//! A development dependency only. It listens on loopback on a free port, and ends with its handle. A machine
//! without its packages fails the test with a sentence that says what to run; nothing is ever skipped.

mod browser;
mod process;

use serde::Serialize;
use serde_json::{Value, json};

use process::Process;

/// The client that the provider knows.
pub const CLIENT_ID: &str = "soloos";
/// Its secret.
pub const CLIENT_SECRET: &str = "secret-of-soloos-0123456789";

/// A person as the provider describes them.
#[derive(Debug, Clone, Serialize)]
pub struct Person {
    pub sub: String,
    pub email: String,
    pub email_verified: bool,
    pub name: String,
}

impl Person {
    /// Somebody whose address the provider has verified.
    pub fn verified(sub: &str, email: &str) -> Self {
        Self { sub: sub.to_owned(), email: email.to_owned(), email_verified: true, name: "Vera Verified".to_owned() }
    }

    /// Somebody who only claims the address.
    pub fn unverified(sub: &str, email: &str) -> Self {
        Self { email_verified: false, ..Self::verified(sub, email) }
    }
}

/// A running provider; dropping it kills the process.
#[derive(Debug)]
pub struct OidcStandIn {
    process: Process,
    port: u16,
}

impl OidcStandIn {
    /// Starts a provider that redirects people to this address alone.
    pub async fn start(redirect_uri: &str) -> Self {
        let mut process = Process::spawn();
        let answer = process
            .ask(&json!({ "do": "start", "client_id": CLIENT_ID, "client_secret": CLIENT_SECRET, "redirect_uris": [redirect_uri] }))
            .await;
        match answer.port {
            Some(port) => Self { process, port },
            None => fail("the OpenID Connect stand-in named no port"),
        }
    }

    /// The provider's issuer name, under which its documents are found.
    pub fn issuer(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// From now on this person signs in.
    pub async fn sign_in_as(&mut self, person: &Person) {
        self.process.ask(&json!({ "do": "person", "person": person })).await;
    }

    /// From now on the person refuses.
    pub async fn refuse(&mut self) {
        self.process.ask(&json!({ "do": "person", "person": null })).await;
    }

    /// The deviations of the answers from now on: claims of the `token`, fields of its `answer`, claims of `userinfo`
    /// and whether it `signs_userinfo`; `forgery` and what is `forged`; the type that `labels_documents`. `"absent"` removes a claim.
    pub async fn twist(&mut self, twist: &Value) {
        self.process.ask(&json!({ "do": "twist", "twist": twist })).await;
    }

    /// Follows the link as a browser would, up to the address it is redirected back to.
    pub async fn visit(&self, link: &str) -> String {
        browser::visit(&self.issuer(), link).await
    }
}

#[expect(clippy::panic, reason = "a test that cannot be set up must fail loudly")]
fn fail(message: &str) -> ! {
    panic!("{message}")
}
