//! Accepted deviations of OpenID Connect providers, and attacks that must fail.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on must fail loudly")]

use chrono::{DateTime, Utc};
use oidc_stand_in::{CLIENT_ID, CLIENT_SECRET, OidcStandIn, Person};
use serde_json::{Value, json};
use sign_in_providers::{Handshake, Identity, Kind, ProviderConfig, ProviderError, SignInProviders};
use url::Url;

const BASE: &str = "http://127.0.0.1:3000";
const MIA: &str = "mia@bright.example";
/// Before any token of this provider expires.
const EARLY: i64 = 1_760_000_000;
/// After all of them have.
const LATE: i64 = 7_000_000_000;

struct Scene {
    oidc: OidcStandIn,
    providers: SignInProviders,
}

impl Scene {
    async fn new() -> Self {
        let mut oidc = OidcStandIn::start(&format!("{BASE}/auth/oidc/callback")).await;
        oidc.sign_in_as(&Person::verified("7", MIA)).await;
        let config = ProviderConfig {
            key: "oidc".into(),
            name: "Harbour ID".into(),
            client_id: CLIENT_ID.into(),
            client_secret: CLIENT_SECRET.to_owned().into(),
            kind: Kind::Oidc { issuer: oidc.issuer(), trust_email: false },
        };
        let providers = SignInProviders::new(vec![config], BASE).unwrap();
        Self { oidc, providers }
    }

    /// Signs in at a provider whose answers have this twist.
    async fn come(&mut self, twist: Value) -> Result<Identity, ProviderError> {
        self.come_at(EARLY, twist).await
    }

    async fn come_at(&mut self, seconds: i64, twist: Value) -> Result<Identity, ProviderError> {
        self.oidc.twist(&twist).await;
        let long = |name: &str| format!("{name}-0123456789-0123456789-0123456789-0123456789");
        let handshake = Handshake { state: long("state"), nonce: long("nonce"), verifier: long("verifier") };
        let url = self.providers.begin("oidc", &handshake).await.unwrap().unwrap();
        let back = Url::parse(&self.oidc.visit(url.as_str()).await).unwrap();
        let code = back.query_pairs().find(|(name, _)| name == "code").unwrap().1.into_owned();
        let now: DateTime<Utc> = DateTime::from_timestamp(seconds, 0).unwrap();
        self.providers.finish("oidc", &handshake, &code, now).await.map(Option::unwrap)
    }
}

/// Unused claims in types that providers send, or might send.
fn unused() -> Vec<Value> {
    vec![
        json!({ "updated_at": "2026-03-01T10:00:00.000Z" }),
        json!({ "updated_at": "yesterday" }),
        json!({ "locale": { "country": "US", "language": "en" } }),
        json!({ "locale": "" }),
        json!({ "address": "1 Harbour Road" }),
        json!({ "address": ["1 Harbour Road"] }),
        json!({ "picture": 7 }),
        json!({ "picture": { "data": { "url": "https://id.example/7.png" } } }),
        json!({ "given_name": 1, "family_name": [], "nickname": false, "website": {}, "profile": 0 }),
        json!({ "gender": 2, "birthdate": 1990, "zoneinfo": ["UTC"], "middle_name": {} }),
        json!({ "phone_number": 49, "phone_number_verified": "perhaps" }),
        json!({ "amr": "pwd" }),
        json!({ "acr": 1, "azp": ["soloos"], "at_hash": 5, "c_hash": {} }),
        json!({ "auth_time": "17" }),
        json!({ "iat": "17" }),
        json!({ "iat": "absent" }),
        json!({ "name#de": "Mia", "email#de": 7, "sub_jwk": [] }),
    ]
}

fn with(claims: &Value, more: &Value) -> Value {
    let mut all = claims.as_object().unwrap().clone();
    all.extend(more.as_object().unwrap().clone());
    Value::Object(all)
}

#[tokio::test]
async fn claims_that_nobody_uses_never_end_a_sign_in() {
    let mut scene = Scene::new().await;
    let whole = json!({ "email": MIA, "email_verified": true, "name": "Mia" });
    for odd in unused() {
        let twists = [
            json!({ "token": with(&whole, &odd) }),
            json!({ "userinfo": odd }),
            json!({ "token": odd, "userinfo": odd }),
        ];
        for twist in twists {
            let identity = scene.come(twist.clone()).await.unwrap_or_else(|error| panic!("{twist}: {error}"));
            assert_eq!((identity.subject.as_str(), identity.email.as_deref()), ("7", Some(MIA)), "{twist}");
            assert!(identity.email_verified, "{twist}");
        }
    }
}

#[tokio::test]
async fn what_else_is_in_the_answer_with_the_token_never_ends_a_sign_in() {
    let mut scene = Scene::new().await;
    for answer in [
        json!({ "expires_in": "3600" }),
        json!({ "expires_in": -1.5, "scope": ["openid", "email"] }),
        json!({ "token_type": "absent", "refresh_token": {} }),
    ] {
        let identity = scene.come(json!({ "answer": answer })).await;
        assert_eq!(identity.unwrap().email.as_deref(), Some(MIA), "{answer}");
    }
}

#[tokio::test]
async fn a_provider_says_in_many_ways_whether_it_has_verified_an_address() {
    let mut scene = Scene::new().await;
    for (claim, verified) in [
        (json!("True"), true),
        (json!(1), true),
        (json!("1"), true),
        (json!("false"), false),
        (json!(0), false),
        (json!("perhaps"), false),
        (json!(""), false),
        (json!(null), false),
    ] {
        let claims = json!({ "email": MIA, "email_verified": claim });
        let same = json!({ "token": claims, "userinfo": { "email_verified": claim } });
        for twist in [same, json!({ "userinfo": claims })] {
            let identity = scene.come(twist.clone()).await.unwrap_or_else(|error| panic!("{twist}: {error}"));
            assert_eq!((identity.email_verified, identity.email.as_deref()), (verified, Some(MIA)), "{twist}");
        }
    }
    // Userinfo may fill in what the token leaves open.
    for open in [json!(""), json!(null)] {
        let twist = json!({ "token": { "email": MIA, "email_verified": open } });
        assert!(scene.come(twist).await.unwrap().email_verified);
    }
}

#[tokio::test]
async fn a_name_or_an_address_of_an_odd_shape_is_none() {
    let mut scene = Scene::new().await;
    let identity = scene.come(json!({ "userinfo": { "name": ["Mia"], "email": { "value": MIA } } })).await.unwrap();
    assert_eq!((identity.name, identity.email), (None, None));
}

#[tokio::test]
async fn a_subject_in_digits_a_name_in_parts_and_documents_with_another_label_are_taken() {
    let mut scene = Scene::new().await;
    let parts = json!({ "sub": 7, "name": null, "given_name": "Mia", "family_name": "Keller" });
    let twist = json!({ "token": { "sub": 7 }, "userinfo": parts, "labels_documents": "text/plain; charset=utf-8" });
    let identity = scene.come(twist).await.unwrap();
    assert_eq!((identity.subject.as_str(), identity.email.as_deref()), ("7", Some(MIA)));
    assert_eq!(identity.name.as_deref(), Some("Mia Keller"));
}

#[tokio::test]
async fn claims_that_the_provider_did_not_sign_are_refused() {
    let mut scene = Scene::new().await;
    let whole = json!({ "email": MIA, "email_verified": true });
    let signed = scene.come(json!({ "token": whole })).await.unwrap();
    assert_eq!(signed.email.as_deref(), Some(MIA));
    for forgery in ["another key", "no signature", "the public key as a secret", "a cut signature"] {
        let answer = scene.come(json!({ "token": whole, "forgery": forgery })).await;
        assert!(matches!(answer, Err(ProviderError::Refused(_))), "{forgery}: {answer:?}");
    }
    // Also for claims that the signature library itself never checks.
    for forged in [json!({ "email": "boss@bright.example" }), json!({ "sub": "1" }), json!({ "updated_at": 5 })] {
        let twist = json!({ "token": whole, "forgery": "other claims under the signature", "forged": forged });
        let answer = scene.come(twist).await;
        assert!(matches!(answer, Err(ProviderError::Refused(_))), "{forged}: {answer:?}");
    }
}

#[tokio::test]
async fn a_token_for_others_by_others_or_for_another_time_is_refused() {
    let mut scene = Scene::new().await;
    for wrong in [
        json!({ "iss": "https://id.example" }),
        json!({ "iss": "absent" }),
        json!({ "aud": "another" }),
        json!({ "aud": ["soloos", "another"] }),
        json!({ "aud": "absent" }),
        json!({ "exp": 1 }),
        json!({ "exp": "9999999999" }),
        json!({ "exp": "absent" }),
        json!({ "nonce": "another" }),
        json!({ "nonce": "absent" }),
        json!({ "sub": "absent" }),
        json!({ "sub": 7.5 }),
        json!({ "sub": -7 }),
        json!({ "sub": ["7"] }),
    ] {
        let answer = scene.come(json!({ "token": wrong })).await;
        assert!(matches!(answer, Err(ProviderError::Refused(_))), "{wrong}: {answer:?}");
    }
    let answer = scene.come_at(LATE, json!({})).await;
    assert!(matches!(answer, Err(ProviderError::Refused(_))), "{answer:?}");
    let answer = scene.come(json!({ "answer": { "id_token": "absent" } })).await;
    assert!(matches!(answer, Err(ProviderError::Refused(_))), "{answer:?}");
}

#[tokio::test]
async fn userinfo_counts_about_the_same_person_alone_and_signed_only_by_the_provider() {
    let mut scene = Scene::new().await;
    let signed = scene.come(json!({ "signs_userinfo": true, "userinfo": { "updated_at": "now" } })).await.unwrap();
    assert_eq!((signed.email.as_deref(), signed.email_verified), (Some(MIA), true));
    for wrong in [json!({ "iss": "https://id.example" }), json!({ "aud": "another" }), json!({ "sub": "8" })] {
        let answer = scene.come(json!({ "signs_userinfo": true, "userinfo": wrong })).await;
        assert!(answer.is_err(), "{wrong}: {answer:?}");
    }
    let answer = scene.come(json!({ "userinfo": { "sub": "8" } })).await;
    assert!(answer.is_err(), "{answer:?}");
}
