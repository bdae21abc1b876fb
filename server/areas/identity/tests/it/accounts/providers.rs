//! Signing in through a real OpenID Connect provider, and everything that must be refused.

use chrono::Duration;
use domain::accounts::{LinkIdentity, Secret, SignInProblem};
use domain::{AppError, Role};
use identity_area::{Admission, Arrival, Departure, Returned};
use oidc_stand_in::{CLIENT_ID, CLIENT_SECRET, OidcStandIn, Person};
use server_core::{Error, Settings, SignedIn};
use sign_in_providers::{Kind, ProviderConfig};
use testkit::{PASSWORD, TestBackend, TestOptions, TestOrganization, seen};
use url::Url;

use crate::accounts::support::{count, home, invite, mails, member, resolve, signed_in, user_id};
use crate::accounts::two_factor::enrol;

const MILA: &str = "mila@acme.example";
const WAY_BACK: &str = "http://127.0.0.1:3000/auth/oidc/callback";

/// An organisation with Mila in it, and a provider to sign in with.
pub struct Scene {
    pub test: TestBackend,
    pub organization: TestOrganization,
    pub mila: String,
    pub oidc: OidcStandIn,
}

impl Scene {
    pub async fn new() -> Self {
        Self::with(Settings::default()).await
    }

    async fn with(settings: Settings) -> Self {
        let oidc = OidcStandIn::start(WAY_BACK).await;
        let provider = ProviderConfig {
            key: "oidc".into(),
            name: "Harbour ID".into(),
            client_id: CLIENT_ID.into(),
            client_secret: CLIENT_SECRET.to_owned().into(),
            kind: Kind::Oidc { issuer: oidc.issuer(), trust_email: false },
        };
        let options = TestOptions { settings, sign_in_providers: vec![provider], ..TestOptions::default() };
        let test = TestBackend::with(options).await;
        let organization = test.organization("acme").await;
        let mila = member(&test, &organization, MILA).await;
        Self { test, organization, mila, oidc }
    }

    async fn begin(&self) -> Departure {
        self.begin_with(None).await
    }

    async fn begin_with(&self, invite: Option<Secret>) -> Departure {
        identity_area::begin_sign_in(&self.test, &home(), None, ("oidc", "/agents", invite)).await.unwrap()
    }

    /// Follows the address that the provider redirected to.
    pub async fn arrive(&self, who: Option<&SignedIn>, browser: &str, back: &str) -> Arrival {
        let (state, code) = (parameter(back, "state").unwrap(), parameter(back, "code"));
        let returned = Returned { provider: "oidc", browser, state: &state, code: code.as_deref() };
        identity_area::finish_sign_in(&self.test, &home(), who, returned).await.unwrap()
    }

    /// Signs in at the provider and comes back as this person.
    pub async fn sign_in_as(&mut self, person: &Person) -> Arrival {
        self.oidc.sign_in_as(person).await;
        let departure = self.begin().await;
        let back = self.oidc.visit(&departure.url).await;
        self.arrive(None, &departure.browser, &back).await
    }

    pub async fn link(&mut self, token: &str, person: &Person) -> Arrival {
        self.oidc.sign_in_as(person).await;
        let who = signed_in(&self.test, token).await;
        let departure = begin_link(&self.test, &who, PASSWORD).await.unwrap();
        let back = self.oidc.visit(&departure.url).await;
        self.arrive(Some(&who), &departure.browser, &back).await
    }

    pub async fn identities(&self) -> i64 {
        count(&self.test, "select count(*) from user_identities").await
    }
}

pub async fn begin_link(test: &TestBackend, who: &SignedIn, proof: &str) -> Result<Departure, Error> {
    let form = LinkIdentity { provider: "oidc".into(), proof: Secret::new(proof) };
    identity_area::begin_link(test, who, &home(), None, form).await
}

fn parameter(url: &str, name: &str) -> Option<String> {
    let url = Url::parse(url).unwrap();
    url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

/// The link with one parameter changed.
fn altered(url: &str, name: &str, value: &str) -> String {
    let mut url = Url::parse(url).unwrap();
    let pairs: Vec<(String, String)> = url.query_pairs().into_owned().collect();
    let changed = pairs.into_iter().map(|(key, was)| if key == name { (key, value.to_owned()) } else { (key, was) });
    let changed: Vec<_> = changed.collect();
    url.query_pairs_mut().clear().extend_pairs(changed);
    url.to_string()
}

pub fn problem(arrival: Arrival) -> SignInProblem {
    match arrival {
        Arrival::Failed { problem, .. } => problem,
        Arrival::SignedIn(..) => panic!("this was to be refused, and somebody is signed in"),
        Arrival::Linked => panic!("this was to be refused, and an account is linked"),
    }
}

pub fn session(arrival: Arrival) -> String {
    session_at("/agents", arrival)
}

/// The session of an arrival that continues at this path.
fn session_at(path: &str, arrival: Arrival) -> String {
    match arrival {
        Arrival::SignedIn(Admission::Session(session), next) => {
            assert_eq!(next, path, "the way goes on where it led");
            session.token.as_str().to_owned()
        }
        Arrival::SignedIn(Admission::Challenge(_), _) => panic!("a second factor is on"),
        Arrival::Failed { problem, .. } => panic!("{problem:?}"),
        Arrival::Linked => panic!("nobody was linking"),
    }
}

#[tokio::test]
async fn an_address_is_the_same_however_the_provider_spells_it() {
    let mut scene = Scene::with(Settings { open_sign_up: true, ..Settings::default() }).await;
    for (sub, email) in [("1", " mila@acme.example "), ("2", "Mila@ACME.example\t"), ("3", "mila@acme.example\u{a0}")] {
        let token = session(scene.sign_in_as(&Person::verified(sub, email)).await);
        assert_eq!(signed_in(&scene.test, &token).await.viewer().email, MILA, "{email:?}");
    }
    let told = count(&scene.test, "select count(*) from user_identities where email = 'mila@acme.example'").await;
    assert_eq!(told, 3);
    let token = session(scene.sign_in_as(&Person::verified("4", "Info@Müller.example")).await);
    let viewer = signed_in(&scene.test, &token).await;
    assert_eq!(viewer.viewer().email, "info@xn--mller-kva.example", "as a form names it");
    assert_eq!(domain::accounts::EmailAddress::parse("info@müller.example").unwrap(), viewer.viewer().email);
}

#[tokio::test]
async fn what_a_provider_tells_that_is_no_address_opens_nothing_and_breaks_nothing() {
    let mut scene = Scene::with(Settings { open_sign_up: true, ..Settings::default() }).await;
    // The ninth is a different mailbox that only looks like Mila's.
    for (number, email) in [
        "",
        " ",
        "\0",
        "mila\0@acme.example",
        "mila",
        "@acme.example",
        "a@b@c.example",
        "Mila <mila@acme.example>",
        "ｍila@acme.example",
    ]
    .into_iter()
    .enumerate()
    {
        let arrival = scene.sign_in_as(&Person::verified(&format!("odd-{number}"), email)).await;
        assert!(matches!(problem(arrival), SignInProblem::NoAddress), "{email:?}");
    }
    assert_eq!(scene.identities().await, 0);
}

#[tokio::test]
async fn a_newcomers_name_is_what_comes_nearest_to_the_providers_word() {
    let mut scene = Scene::with(Settings { open_sign_up: true, ..Settings::default() }).await;
    let long = "Maximiliane ".repeat(20);
    for (number, (name, kept)) in
        [("Nora\tNew\u{2028}\u{1}", "Nora New"), ("\u{202e}\u{200b}", "p1"), (long.as_str(), long[..120].trim_end())]
            .into_iter()
            .enumerate()
    {
        let person = Person {
            name: name.to_owned(),
            ..Person::verified(&format!("n{number}"), &format!("p{number}@new.example"))
        };
        let token = session(scene.sign_in_as(&person).await);
        let viewer = signed_in(&scene.test, &token).await;
        assert_eq!(viewer.viewer().name, kept, "{name:?}");
        assert!(viewer.viewer().current.as_ref().unwrap().name.starts_with(&kept[..2]));
    }
}

#[tokio::test]
async fn an_address_that_both_sides_have_verified_opens_its_account_and_its_person_is_told() {
    let mut scene = Scene::new().await;
    let token = session(scene.sign_in_as(&Person::verified("1", "Mila@ACME.example")).await);
    assert_eq!(signed_in(&scene.test, &token).await.viewer().email, MILA);
    assert_eq!(scene.identities().await, 1);
    assert!(mails(&scene.test, MILA).await.contains(&"security_notice".to_owned()));
}

#[tokio::test]
async fn a_linked_account_opens_its_persons_account_whatever_address_it_has_by_now() {
    let mut scene = Scene::new().await;
    session(scene.sign_in_as(&Person::verified("1", MILA)).await);
    let token = session(scene.sign_in_as(&Person::unverified("1", "elsewhere@example.com")).await);
    assert_eq!(signed_in(&scene.test, &token).await.viewer().email, MILA);
    assert_eq!(scene.identities().await, 1);
}

#[tokio::test]
async fn a_name_at_the_provider_that_is_longer_than_the_standard_allows_opens_nothing() {
    let mut scene = Scene::new().await;
    let person = Person::verified(&"x".repeat(256), MILA);
    assert_eq!(problem(scene.sign_in_as(&person).await), SignInProblem::Refused);
    assert_eq!(scene.identities().await, 0);
    session(scene.sign_in_as(&Person::verified(&"x".repeat(255), MILA)).await);
}

#[tokio::test]
async fn an_unverified_address_that_belongs_to_somebody_opens_nothing() {
    let mut scene = Scene::new().await;
    let refused = problem(scene.sign_in_as(&Person::unverified("1", MILA)).await);
    assert_eq!(refused, SignInProblem::Clash);
    assert!(refused.sentence().contains("password") && refused.sentence().contains("link"));
    assert_eq!(scene.identities().await, 0);
    sqlx::query("update users set email_verified_at = null").execute(&scene.test.database.owner).await.unwrap();
    let refused = problem(scene.sign_in_as(&Person::verified("1", MILA)).await);
    assert_eq!(refused, SignInProblem::Clash, "an address that is not verified here opens nothing either");
    assert_eq!(scene.identities().await, 0);
}

#[tokio::test]
async fn a_stranger_gets_in_only_where_sign_up_is_open() {
    let mut closed = Scene::new().await;
    let refused = problem(closed.sign_in_as(&Person::verified("9", "vera@new.example")).await);
    assert_eq!(refused, SignInProblem::Unknown);
    assert_eq!(count(&closed.test, "select count(*) from users").await, 1);
    let mut open = Scene::with(Settings { open_sign_up: true, ..Settings::default() }).await;
    let refused = problem(open.sign_in_as(&Person::unverified("9", "vera@new.example")).await);
    assert_eq!(refused, SignInProblem::Unverified, "an address that nobody verified makes no account");
    let token = session(open.sign_in_as(&Person::verified("9", "vera@new.example")).await);
    let vera = signed_in(&open.test, &token).await;
    assert_eq!((vera.viewer().name.as_str(), vera.caller().unwrap().role()), ("Vera Verified", Role::Owner));
}

#[tokio::test]
async fn an_invitation_lets_its_own_address_in_and_no_other() {
    let mut scene = Scene::new().await;
    let token = invite(&scene.test, &scene.organization, "vera@new.example", Role::Admin).await;
    scene.oidc.sign_in_as(&Person::verified("8", "thief@new.example")).await;
    let departure = scene.begin_with(Some(Secret::new(token.clone()))).await;
    let back = scene.oidc.visit(&departure.url).await;
    let refused = problem(scene.arrive(None, &departure.browser, &back).await);
    assert_eq!(refused, SignInProblem::Unknown);
    scene.oidc.sign_in_as(&Person::verified("9", "vera@new.example")).await;
    let departure = scene.begin_with(Some(Secret::new(token))).await;
    let back = scene.oidc.visit(&departure.url).await;
    // Not to the invitation's page: the invitation is used up.
    let token = session_at("/", scene.arrive(None, &departure.browser, &back).await);
    let caller = signed_in(&scene.test, &token).await.caller().unwrap();
    assert_eq!((caller.org(), caller.role()), (scene.organization.id, Role::Admin));
}

#[tokio::test]
async fn an_invitation_takes_a_seat_whoever_vouches_for_the_address_and_says_why_it_opens_nothing() {
    let mut scene = Scene::new().await;
    let token = invite(&scene.test, &scene.organization, "vera@new.example", Role::Member).await;
    scene.oidc.sign_in_as(&Person::verified("9", "vera@new.example")).await;
    for (hindrance, expected) in [
        ("update organizations set seats = 1", SignInProblem::Full),
        ("update organizations set seats = null, suspended_at = now()", SignInProblem::Closed),
        ("update invites set revoked_at = now()", SignInProblem::InviteGone),
    ] {
        sqlx::query(hindrance).execute(&scene.test.database.owner).await.unwrap();
        let departure = scene.begin_with(Some(Secret::new(token.clone()))).await;
        let back = scene.oidc.visit(&departure.url).await;
        assert_eq!(problem(scene.arrive(None, &departure.browser, &back).await), expected);
    }
    assert_eq!(count(&scene.test, "select count(*) from users where email = 'vera@new.example'").await, 0);
}

#[tokio::test]
async fn the_second_factor_is_asked_for_all_the_same() {
    let mut scene = Scene::new().await;
    enrol(&scene.test, &scene.mila.clone()).await;
    let arrival = scene.sign_in_as(&Person::verified("1", MILA)).await;
    assert!(matches!(arrival, Arrival::SignedIn(Admission::Challenge(_), _)));
}

#[tokio::test]
async fn a_way_back_that_is_unknown_used_late_or_of_another_browser_leads_nowhere() {
    let mut scene = Scene::new().await;
    scene.oidc.sign_in_as(&Person::verified("1", MILA)).await;
    let departure = scene.begin().await;
    let back = scene.oidc.visit(&departure.url).await;
    let made_up = altered(&back, "state", "made-up");
    assert_eq!(problem(scene.arrive(None, &departure.browser, &made_up).await), SignInProblem::Stale);
    assert_eq!(problem(scene.arrive(None, "another browser", &back).await), SignInProblem::Stale);
    assert_eq!(problem(scene.arrive(None, "", &back).await), SignInProblem::Stale);
    session(scene.arrive(None, &departure.browser, &back).await);
    assert_eq!(problem(scene.arrive(None, &departure.browser, &back).await), SignInProblem::Stale, "used up");
    let slow = scene.begin().await;
    let back = scene.oidc.visit(&slow.url).await;
    scene.test.advance(Duration::minutes(10));
    assert_eq!(problem(scene.arrive(None, &slow.browser, &back).await), SignInProblem::Stale, "too late");
    identity_area::purge(&scene.test).await.unwrap();
    assert_eq!(count(&scene.test, "select count(*) from oauth_states").await, 0);
}

#[tokio::test]
async fn a_code_that_was_redeemed_before_is_refused_by_the_provider() {
    let mut scene = Scene::new().await;
    scene.oidc.sign_in_as(&Person::verified("1", MILA)).await;
    let first = scene.begin().await;
    let back = scene.oidc.visit(&first.url).await;
    session(scene.arrive(None, &first.browser, &back).await);
    let second = scene.begin().await;
    let replayed = altered(&back, "state", &parameter(&second.url, "state").unwrap());
    assert_eq!(problem(scene.arrive(None, &second.browser, &replayed).await), SignInProblem::Refused);
}

#[tokio::test]
async fn a_code_that_somebody_else_asked_for_cannot_be_slipped_in() {
    let mut scene = Scene::new().await;
    scene.oidc.sign_in_as(&Person::verified("666", "thief@example.com")).await;
    let theirs = scene.oidc.visit(&scene.begin().await.url).await;
    let mine = scene.begin().await;
    let injected = altered(&theirs, "state", &parameter(&mine.url, "state").unwrap());
    let refused = problem(scene.arrive(None, &mine.browser, &injected).await);
    assert_eq!(refused, SignInProblem::Refused, "PKCE ties a code to who asked for it");
}

#[tokio::test]
async fn an_identity_token_with_another_nonce_is_refused() {
    let mut scene = Scene::new().await;
    scene.oidc.sign_in_as(&Person::verified("1", MILA)).await;
    let departure = scene.begin().await;
    let back = scene.oidc.visit(&altered(&departure.url, "nonce", "another")).await;
    assert_eq!(problem(scene.arrive(None, &departure.browser, &back).await), SignInProblem::Refused);
    assert_eq!(scene.identities().await, 0);
}

#[tokio::test]
async fn who_refuses_at_the_provider_is_told_so_and_stays_out() {
    let mut scene = Scene::new().await;
    scene.oidc.refuse().await;
    let departure = scene.begin().await;
    let back = scene.oidc.visit(&departure.url).await;
    assert_eq!(parameter(&back, "error").as_deref(), Some("access_denied"));
    assert_eq!(problem(scene.arrive(None, &departure.browser, &back).await), SignInProblem::Refused);
}

#[tokio::test]
async fn a_provider_that_is_down_or_not_set_up_is_told_in_words() {
    let Scene { test, oidc, .. } = Scene::new().await;
    let unknown = identity_area::begin_sign_in(&test, &home(), None, ("google", "/", None)).await;
    assert_eq!(seen(unknown), AppError::NotFound);
    drop(oidc);
    let mut answer = identity_area::begin_sign_in(&test, &home(), None, ("oidc", "/", None)).await;
    // The process may take a moment to exit; its documents are not read before.
    while answer.is_ok() {
        tokio::task::yield_now().await;
        answer = identity_area::begin_sign_in(&test, &home(), None, ("oidc", "/", None)).await;
    }
    assert!(matches!(seen(answer), AppError::Unavailable { .. }));
}

#[tokio::test]
async fn what_travels_is_stored_as_hashes_and_what_stays_is_sealed() {
    let scene = Scene::new().await;
    let departure = scene.begin().await;
    let (state, nonce) = (parameter(&departure.url, "state").unwrap(), parameter(&departure.url, "nonce").unwrap());
    let row: String = sqlx::query_scalar(
        "select oauth_states::text || encode(sealed || browser_hash || state_hash, 'escape') from oauth_states",
    )
    .fetch_one(&scene.test.database.owner)
    .await
    .unwrap();
    for secret in [state, nonce, departure.browser] {
        assert!(!row.contains(&secret));
    }
}

#[tokio::test]
async fn a_person_who_is_gone_takes_their_linked_accounts_along() {
    let mut scene = Scene::new().await;
    session(scene.sign_in_as(&Person::verified("1", MILA)).await);
    let id = user_id(&scene.test, MILA).await;
    sqlx::query("delete from users where id = $1").bind(id.0).execute(&scene.test.database.owner).await.unwrap();
    assert_eq!(scene.identities().await, 0);
    assert!(resolve(&scene.test, &scene.mila).await.is_none());
}
