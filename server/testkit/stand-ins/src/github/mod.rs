//! GitHub's sign-in and the two pages of its API that say who signed in. Every browser is redirected back with a code.

mod routes;

use std::io;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use routes::{State, router};

/// A running stand-in for GitHub; it stops taking connections when dropped.
#[derive(Debug)]
pub struct GitHubStandIn {
    base_url: String,
    state: Arc<Mutex<State>>,
    server: JoinHandle<io::Result<()>>,
}

impl GitHubStandIn {
    /// The client id that it knows.
    pub const CLIENT_ID: &str = "Iv1.standin";
    /// Its secret.
    pub const CLIENT_SECRET: &str = "github-secret-0123456789";

    /// Starts on a free port; the person is `octo`, with a verified address.
    pub async fn start() -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let base_url = format!("http://{}", listener.local_addr()?);
        let state = Arc::new(Mutex::new(State::default()));
        let routes = router(state.clone());
        #[expect(clippy::disallowed_methods, reason = "a test server has no backend to drain it")]
        let server = tokio::spawn(async move { axum::serve(listener, routes).await });
        let stand_in = Self { base_url, state, server };
        stand_in.is_now(7, "octo@example.com", true);
        Ok(stand_in)
    }

    /// The base address of its pages and of its API.
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// The person who signs in from now on: the number of the account, its primary address, and whether GitHub has
    /// verified it.
    pub fn is_now(&self, id: u64, email: &str, verified: bool) {
        self.with(|state| {
            state.user = json!({ "id": id, "login": "octo", "name": "Octavia Cat" });
            state.emails = json!([
                { "email": "old@example.com", "primary": false, "verified": true },
                { "email": email, "primary": true, "verified": verified },
            ]);
        });
    }

    /// How many tokens were handed out.
    pub fn tokens(&self) -> usize {
        let mut count = 0;
        self.with(|state| count = state.tokens.len());
        count
    }

    fn with(&self, work: impl FnOnce(&mut State)) {
        // A poisoned lock means that another thread has failed the test already.
        if let Ok(mut state) = self.state.lock() {
            work(&mut state);
        }
    }
}

impl Drop for GitHubStandIn {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// A JSON error as GitHub sends one, with status 200.
fn error(word: &str) -> Value {
    json!({ "error": word, "error_description": "See GitHub's documentation.", "error_uri": "https://docs.github.com" })
}
