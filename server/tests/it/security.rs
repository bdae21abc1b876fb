//! Signing in by plain HTML forms with a second factor, and the pages that stay closed without one.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on must fail loudly")]

use crate::support::{HTML, TestApp, header};
use base64::Engine;
use domain::Role;
use domain::accounts::{ConfirmTwoFactor, Secret, StepUp};
use reqwest::Method;
use server_core::Visit;
use testkit::{PASSWORD, TestOrganization, TestPerson};
use totp_rs::{Algorithm, TOTP};

struct Scene {
    app: TestApp,
    organization: TestOrganization,
    mila: TestPerson,
}

impl Scene {
    /// A member with a password.
    async fn new() -> Self {
        let app = TestApp::start().await;
        let organization = app.backend.organization("acme").await;
        let mila = app.backend.person(&organization, Role::Member, "mila").await;
        app.backend.set_password(&mila, PASSWORD).await;
        Self { app, organization, mila }
    }

    async fn require(&self) {
        sqlx::query("update organizations set require_two_factor = true where id = $1")
            .bind(self.organization.id.0)
            .execute(&self.app.backend.database.owner)
            .await
            .unwrap();
    }

    /// Sets an app up directly; returns its secret.
    async fn enrol(&self) -> Vec<u8> {
        let (backend, visit) = (&self.app.backend, Visit::default());
        let person = backend.signed_in(&self.mila).await;
        let proof = StepUp { proof: Secret::new(PASSWORD) };
        let enrolment = identity_area::begin_two_factor(backend, &person, &visit, proof).await.unwrap();
        let secret = totp_rs::Secret::Encoded(enrolment.key.replace(' ', "")).to_bytes().unwrap();
        let form = ConfirmTwoFactor { code: Secret::new(self.code(&secret)) };
        identity_area::confirm_two_factor(backend, &person, &visit, form).await.unwrap();
        backend.advance(chrono::Duration::seconds(60));
        secret
    }

    fn code(&self, secret: &[u8]) -> String {
        let app = TOTP::new(Algorithm::SHA1, 6, 0, 30, secret.to_vec()).unwrap();
        app.generate(u64::try_from(self.app.backend.clock.now().timestamp()).unwrap())
    }
}

/// The `name=value` of a cookie that an answer sets.
fn cookie(response: &reqwest::Response, name: &str) -> Option<String> {
    let set = response.headers().get_all("set-cookie").iter().filter_map(|value| value.to_str().ok());
    let pairs = set.filter_map(|line| line.split(';').next());
    pairs.filter(|pair| pair.starts_with(&format!("{name}="))).map(str::to_owned).next_back()
}

#[tokio::test]
async fn the_second_step_of_a_sign_in_needs_no_script() {
    let scene = Scene::new().await;
    let secret = scene.enrol().await;
    let fields =
        format!("form[email]={}&form[password]={}&form[next]=/agents", scene.mila.email, PASSWORD.replace(' ', "+"));
    let first = scene.app.post_form("/api/account/sign-in", "/sign-in", &fields).send().await.unwrap();
    assert_eq!(header(&first, "location"), "/sign-in/code?next=/agents");
    assert_eq!(cookie(&first, "soloos_session"), None, "half a sign-in is no session");
    let challenge = cookie(&first, "soloos_challenge").unwrap();
    let page = scene.app.browse("/sign-in/code?next=/agents", None).send().await.unwrap();
    assert_eq!(page.status(), 200);
    assert!(page.text().await.unwrap().contains("value=\"/agents\""));
    let wrong = scene.app.post_form("/api/account/sign-in-code", "/sign-in/code", "form[code]=000000");
    let wrong = wrong.header("cookie", &challenge).send().await.unwrap();
    assert!(header(&wrong, "location").contains("/sign-in/code?"), "{}", header(&wrong, "location"));
    let code = format!("form[code]={}&form[next]=/agents", scene.code(&secret));
    let second = scene.app.post_form("/api/account/sign-in-code", "/sign-in/code", &code);
    let second = second.header("cookie", &challenge).send().await.unwrap();
    assert_eq!(header(&second, "location"), "/agents");
    assert_eq!(cookie(&second, "soloos_challenge").as_deref(), Some("soloos_challenge="), "used up");
    let session = cookie(&second, "soloos_session").unwrap();
    let page = scene.app.browse("/agents", None).header("cookie", session).send().await.unwrap();
    assert_eq!(page.status(), 200);
}

#[tokio::test]
async fn recovery_codes_are_shown_once_to_a_plain_form_and_in_no_other_session() {
    let scene = Scene::new().await;
    let secret = {
        let person = scene.app.backend.signed_in(&scene.mila).await;
        let proof = StepUp { proof: Secret::new(PASSWORD) };
        let enrolment =
            identity_area::begin_two_factor(&scene.app.backend, &person, &Visit::default(), proof).await.unwrap();
        totp_rs::Secret::Encoded(enrolment.key.replace(' ', "")).to_bytes().unwrap()
    };
    let session = format!("soloos_session={}", scene.mila.token);
    let fields = format!("form[code]={}", scene.code(&secret));
    let done = scene.app.post_form("/api/account/confirm-two-factor", "/account/two-factor", &fields);
    let done = done.header("cookie", &session).send().await.unwrap();
    assert_eq!(header(&done, "location"), "/account/two-factor?done=on");
    let revealed = cookie(&done, "soloos_revealed").unwrap();
    let page = scene.app.browse("/account/two-factor", None).header("cookie", format!("{session}; {revealed}"));
    let page = page.send().await.unwrap();
    assert_eq!(cookie(&page, "soloos_revealed").as_deref(), Some("soloos_revealed="));
    assert!(page.text().await.unwrap().contains("data-recovery-codes"));
    let oscar = scene.app.backend.person(&scene.organization, Role::Member, "oscar").await;
    let theirs = format!("soloos_session={}; {revealed}", oscar.token);
    let page = scene.app.browse("/account/two-factor", None).header("cookie", theirs).send().await.unwrap();
    assert!(!page.text().await.unwrap().contains("data-recovery-codes"));
}

#[tokio::test]
async fn without_the_second_factor_that_is_asked_for_only_the_account_is_open() {
    let scene = Scene::new().await;
    scene.require().await;
    for path in ["/chat", "/agents", "/settings/members"] {
        let page = scene.app.browse(path, Some(&scene.mila)).send().await.unwrap();
        assert_eq!((page.status().as_u16(), header(&page, "location")), (302, "/account/two-factor"), "{path}");
    }
    for path in ["/account", "/account/two-factor"] {
        let page = scene.app.browse(path, Some(&scene.mila)).send().await.unwrap();
        assert_eq!(page.status(), 200, "{path}");
    }
    let run = server_core::random::id();
    for path in ["/api/agents/list".to_owned(), "/api/chat/list".to_owned(), format!("/sse/runs/{run}")] {
        let request =
            scene.app.request(Method::GET, &path).header("cookie", format!("soloos_session={}", scene.mila.token));
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), 403, "{path}");
        assert!(answer.text().await.unwrap().contains("two_factor_required"), "{path}");
    }
    scene.enrol().await;
    let page = scene.app.browse("/agents", Some(&scene.mila)).send().await.unwrap();
    assert_eq!(page.status(), 200);
}

#[tokio::test]
async fn a_code_is_never_given_back_to_the_page_after_a_failed_form() {
    let scene = Scene::new().await;
    let answer = scene
        .app
        .request(Method::POST, "/api/account/sign-in-code")
        .header("accept", HTML)
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
        .header("referer", format!("http://{}/sign-in/code", scene.app.running.address()))
        .body("form[code]=123456&form[next]=/chat")
        .send()
        .await
        .unwrap();
    let kept = cookie(&answer, "soloos_typed").unwrap();
    let json =
        base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(kept.trim_start_matches("soloos_typed=")).unwrap();
    let text = String::from_utf8(json).unwrap();
    assert!(text.contains("/chat") && !text.contains("123456"), "{text}");
}
