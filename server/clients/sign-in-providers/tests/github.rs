//! Signing in with GitHub, against a stand-in.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on must fail loudly")]

use chrono::DateTime;
use sign_in_providers::{Handshake, Identity, Kind, ProviderConfig, ProviderError, SignInProviders};
use stand_ins::GitHubStandIn;
use url::Url;

struct Scene {
    github: GitHubStandIn,
    providers: SignInProviders,
}

impl Scene {
    async fn new(secret: &str) -> Self {
        let github = GitHubStandIn::start().await.unwrap();
        let kind = Kind::GitHub { pages: github.base_url().to_owned(), api: github.base_url().to_owned() };
        let config = ProviderConfig {
            key: "github".into(),
            name: "GitHub".into(),
            client_id: GitHubStandIn::CLIENT_ID.into(),
            client_secret: secret.to_owned().into(),
            kind,
        };
        let providers = SignInProviders::new(vec![config], "http://127.0.0.1:3000").unwrap();
        Self { github, providers }
    }

    /// Follows the redirects and comes back with a code.
    async fn code(&self, handshake: &Handshake) -> String {
        let url = self.providers.begin("github", handshake).await.unwrap().unwrap();
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build().unwrap();
        let answer = client.get(url.as_str()).send().await.unwrap();
        let back = Url::parse(answer.headers()["location"].to_str().unwrap()).unwrap();
        assert_eq!(back.path(), "/auth/github/callback");
        let pairs: std::collections::BTreeMap<_, _> = back.query_pairs().into_owned().collect();
        assert_eq!(pairs.get("state"), Some(&handshake.state));
        pairs.get("code").unwrap().clone()
    }

    async fn finish(&self, handshake: &Handshake, code: &str) -> Result<Identity, ProviderError> {
        let now = DateTime::from_timestamp(1_795_348_800, 0).unwrap();
        self.providers.finish("github", handshake, code, now).await.map(Option::unwrap)
    }
}

fn handshake(letter: &str) -> Handshake {
    rustls::crypto::ring::default_provider().install_default().ok();
    Handshake { state: format!("state-{letter}"), nonce: "nonce".into(), verifier: letter.repeat(43) }
}

#[tokio::test]
async fn the_primary_address_and_the_lasting_number_are_told() {
    let scene = Scene::new(GitHubStandIn::CLIENT_SECRET).await;
    scene.github.is_now(42, "Octo@Example.com", true);
    let handshake = handshake("a");
    let code = scene.code(&handshake).await;
    let identity = scene.finish(&handshake, &code).await.unwrap();
    assert_eq!(identity.subject, "42");
    assert_eq!(identity.issuer, scene.github.base_url());
    assert_eq!((identity.email.as_deref(), identity.email_verified), (Some("octo@example.com"), true));
    assert_eq!(identity.name.as_deref(), Some("Octavia Cat"));
}

#[tokio::test]
async fn an_address_that_github_has_not_verified_is_told_as_such() {
    let scene = Scene::new(GitHubStandIn::CLIENT_SECRET).await;
    scene.github.is_now(42, "octo@example.com", false);
    let handshake = handshake("a");
    let code = scene.code(&handshake).await;
    assert!(!scene.finish(&handshake, &code).await.unwrap().email_verified);
}

#[tokio::test]
async fn a_code_works_once_and_for_who_asked_for_it() {
    let scene = Scene::new(GitHubStandIn::CLIENT_SECRET).await;
    let (mine, theirs) = (handshake("a"), handshake("b"));
    let code = scene.code(&mine).await;
    assert!(matches!(scene.finish(&theirs, &code).await, Err(ProviderError::Refused(_))));
    let code = scene.code(&mine).await;
    scene.finish(&mine, &code).await.unwrap();
    assert!(matches!(scene.finish(&mine, &code).await, Err(ProviderError::Refused(_))));
    assert_eq!(scene.github.tokens(), 1);
}

#[tokio::test]
async fn a_wrong_secret_and_a_server_that_is_down_are_told_apart() {
    let scene = Scene::new("wrong").await;
    let handshake = handshake("a");
    let code = scene.code(&handshake).await;
    assert!(matches!(scene.finish(&handshake, &code).await, Err(ProviderError::Refused(_))));
    let kind = Kind::GitHub { pages: "http://127.0.0.1:9".into(), api: "http://127.0.0.1:9".into() };
    let config = ProviderConfig {
        key: "github".into(),
        name: "GitHub".into(),
        client_id: "x".into(),
        client_secret: "x".to_owned().into(),
        kind,
    };
    let down = SignInProviders::new(vec![config], "http://127.0.0.1:3000").unwrap();
    let now = DateTime::from_timestamp(1_795_348_800, 0).unwrap();
    let answer = down.finish("github", &handshake, "code", now).await;
    assert!(matches!(answer, Err(ProviderError::Unavailable(_))), "{answer:?}");
}
