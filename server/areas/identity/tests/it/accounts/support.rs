//! People with passwords, made the way people are made; and the mails they get.

use chrono::Duration;
use domain::Role;
use domain::accounts::{AcceptInvite, LinkPassword, LinkToken, RequestMail, Secret, SignIn, SignUp};
use domain::ids::UserId;
use identity_area::Admission;
use server_core::random::Token;
use server_core::{Error, Settings, SignedIn, Visit};
use testkit::{PASSWORD, TestBackend, TestOptions, TestOrganization, entered};
use uuid::Uuid;

/// Another password than [`PASSWORD`].
pub const OTHER: &str = "seven slow lanterns";

/// A backend where anybody may sign up.
pub async fn open_sign_up() -> TestBackend {
    let settings = Settings { open_sign_up: true, ..Settings::default() };
    TestBackend::with(TestOptions { settings, ..TestOptions::default() }).await
}

/// A visit from this address.
pub fn visit(address: &str) -> Visit {
    Visit {
        address: Some(address.to_owned()),
        user_agent: Some("Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0".to_owned()),
        device: None,
        request_id: "test".to_owned(),
    }
}

/// The visit that most tests make.
pub fn home() -> Visit {
    visit("192.0.2.1")
}

/// A person with [`PASSWORD`], member of the organisation by invitation; returns the session's token.
pub async fn member(test: &TestBackend, organization: &TestOrganization, email: &str) -> String {
    let token = invite(test, organization, email, Role::Member).await;
    let form = AcceptInvite { token: Secret::new(token), name: "Mila Member".into(), password: Secret::new(PASSWORD) };
    let session = entered(identity_area::accept_invite(test, &home(), form).await);
    session.token.as_str().to_owned()
}

/// An organisation with one member.
pub async fn organization_of(email: &str) -> (TestBackend, TestOrganization, String) {
    let test = TestBackend::new().await;
    let organization = test.organization("acme").await;
    let token = member(&test, &organization, email).await;
    (test, organization, token)
}

/// An invitation; returns its token.
pub async fn invite(test: &TestBackend, organization: &TestOrganization, email: &str, role: Role) -> String {
    let token = Token::new();
    sqlx::query(
        "insert into invites (id, organization_id, email, role, token_hash, created_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(Uuid::now_v7())
    .bind(organization.id.0)
    .bind(email)
    .bind(role.as_str())
    .bind(token.hash())
    .bind(test.clock.now())
    .bind(test.clock.now() + Duration::hours(48))
    .execute(&test.database.owner)
    .await
    .expect("an invitation");
    token.as_str().to_owned()
}

/// Tries to sign in; returns the session's token.
pub async fn sign_in(test: &TestBackend, visit: &Visit, email: &str, password: &str) -> Result<String, Error> {
    let form = SignIn { email: email.into(), password: Secret::new(password), next: String::new() };
    match identity_area::sign_in(test, visit, form).await? {
        Admission::Session(session) => Ok(session.token.as_str().to_owned()),
        Admission::Challenge(_) => panic!("a second factor is on"),
    }
}

/// The session of the token.
pub async fn resolve(test: &TestBackend, token: &str) -> Option<SignedIn> {
    identity_area::resolve(test, token, server_core::Origin::NONE).await.expect("sessions can be read")
}

/// The session of the token, which must exist.
pub async fn signed_in(test: &TestBackend, token: &str) -> SignedIn {
    resolve(test, token).await.expect("the session is alive")
}

/// Signs up where sign-up is open.
pub async fn sign_up(test: &TestBackend, email: &str, password: &str) -> Result<(), Error> {
    let form = SignUp {
        name: "Olivia Owner".into(),
        organization: "Harbour Coaching".into(),
        email: email.into(),
        password: Secret::new(password),
    };
    identity_area::sign_up(test, &home(), form).await
}

/// Asks for a reset link.
pub async fn forget(test: &TestBackend, email: &str) -> Result<(), Error> {
    identity_area::request_reset(test, &home(), RequestMail { email: email.into() }).await
}

/// A link's token with a password.
pub fn with_password(token: &str, password: &str) -> LinkPassword {
    LinkPassword { token: Secret::new(token), password: Secret::new(password) }
}

/// A link's token.
pub fn token_only(token: &str) -> LinkToken {
    LinkToken { token: Secret::new(token) }
}

/// Kinds of the mails to this address, the earliest first; without those about new devices, which most sign-ins of a
/// test cause.
pub async fn mails(test: &TestBackend, to: &str) -> Vec<String> {
    sqlx::query_scalar("select kind from mails where recipient = $1 and kind <> 'new_device' order by id")
        .bind(to)
        .fetch_all(&test.database.owner)
        .await
        .expect("the mailbox")
}

/// The token in the latest mail to this address whose link leads to `/page/`.
pub async fn mailed_token(test: &TestBackend, to: &str, page: &str) -> String {
    let body: String =
        sqlx::query_scalar("select body from mails where recipient = $1 and body like $2 order by id desc limit 1")
            .bind(to)
            .bind(format!("%/{page}/%"))
            .fetch_one(&test.database.owner)
            .await
            .expect("a mail with such a link");
    let start = format!("http://127.0.0.1:3000/{page}/");
    let link = body.split_whitespace().find_map(|word| word.strip_prefix(&start)).expect("a link on a line of its own");
    link.to_owned()
}

/// A number from the database, read as the owner.
pub async fn count(test: &TestBackend, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(&test.database.owner).await.expect("a number")
}

/// The person's id.
pub async fn user_id(test: &TestBackend, email: &str) -> UserId {
    let id: Uuid = sqlx::query_scalar("select id from users where email = $1")
        .bind(email)
        .fetch_one(&test.database.owner)
        .await
        .expect("a person");
    UserId(id)
}
