//! One value, one rule: a typed text becomes the same value at every endpoint, and every stored value can be mailed,
//! shown and exported.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on must fail loudly")]

use agents_domain::EditAgent;
use chat_domain::{NewMessage, RenameConversation};
use domain::accounts::{EditProfile, Secret, SignUp, StepUp};
use domain::impersonation::ViewAs;
use domain::invites::{InviteMember, InviteOwner, InviteSheet};
use domain::members::{NameTiers, OfferOwnership};
use domain::organizations::EditOrganization;
use domain::{AppError, Role};
use god_area::{impersonation, owner_invites};
use identity_area::api_keys;
use identity_domain::api_keys::NewApiKey;
use organization_area::{branding, members, offboarding, organizations, platform};
use organization_domain::branding::EditBranding;
use organization_domain::offboarding::{CloseOrganization, ExportStatus};
use server_core::{Caller, Error, Settings, Visit, jobs};
use testkit::{PASSWORD, TestBackend, TestOptions, TestOrganization, TestPerson};

/// What is typed, and what is stored.
const TAKEN: [&str; 5] = [
    "Northwind\tAgency",
    "Northwind\u{2028}Agency",
    " North\u{200b}wind\u{a0}\u{3000}Agency\u{202e}",
    "Northwind\r\nAgency\u{feff}",
    "\u{2066}Northwind\u{2800}Agency",
];
const STORED: &str = "Northwind Agency";
/// Texts that every endpoint refuses.
const REFUSED: [&str; 6] =
    ["Northwind\u{1}", "North\0wind", "\u{200b}", "\u{2800}\u{2800}", "\u{3164}", "\u{1b}[1mNorthwind"];

struct Scene {
    test: TestBackend,
    acme: TestOrganization,
    olivia: TestPerson,
    ada: TestPerson,
    god: TestPerson,
    owner: Caller,
}

async fn scene() -> Scene {
    let settings = Settings { open_sign_up: true, ..Settings::default() };
    let test = TestBackend::with(TestOptions { settings, ..TestOptions::default() }).await;
    let acme = test.organization("acme").await;
    let olivia = test.person(&acme, Role::Owner, "olivia").await;
    let ada = test.person(&acme, Role::Admin, "ada").await;
    let god = test.operator("god@soloos.example").await;
    for person in [&olivia, &god] {
        test.set_password(person, PASSWORD).await;
    }
    let owner = test.caller(&olivia).await;
    Scene { test, acme, olivia, ada, god, owner }
}

fn visit() -> Visit {
    Visit { address: Some("192.0.2.1".to_owned()), ..Visit::default() }
}

impl Scene {
    async fn text(&self, sql: &'static str) -> String {
        sqlx::query_scalar(sql).fetch_one(&self.test.database.owner).await.unwrap()
    }

    async fn number(&self, sql: &'static str) -> i64 {
        sqlx::query_scalar(sql).fetch_one(&self.test.database.owner).await.unwrap()
    }

    async fn rename_organization(&self, name: &str) -> Result<(), Error> {
        let form = EditOrganization {
            name: name.to_owned(),
            slug: "acme".to_owned(),
            time_zone: "UTC".to_owned(),
            accent: "#112233".to_owned(),
        };
        organizations::edit(&self.test, &self.owner, form).await
    }

    async fn rename_agent(&self, name: &str) -> Result<(), Error> {
        let before = agents_area::settings(&self.test, &self.owner, self.acme.agent).await.unwrap().agent;
        agents_area::edit(&self.test, &self.owner, EditAgent { name: name.to_owned(), ..before }).await
    }

    async fn rename_person(&self, name: &str) -> Result<(), Error> {
        let signed_in = self.test.signed_in(&self.olivia).await;
        identity_area::rename(&self.test, &signed_in, EditProfile { name: name.to_owned() }).await
    }

    async fn name_tier(&self, name: &str) -> Result<(), Error> {
        let form = NameTiers { free: name.to_owned(), pro: "Tree".to_owned(), enterprise: "Forest".to_owned() };
        members::name_tiers(&self.test, &self.owner, form).await
    }

    async fn name_sender(&self, name: &str) -> Result<(), Error> {
        let form = EditBranding { sender_name: name.to_owned(), welcome_text: format!("Hi\0\r\n{name}") };
        branding::edit(&self.test, &self.owner, form).await
    }

    async fn name_key(&self, name: &str) -> Result<(), Error> {
        let form = NewApiKey {
            name: name.to_owned(),
            scopes: [("chat".to_owned(), true)].into(),
            days: "30".to_owned(),
            proof: Secret::new(PASSWORD),
        };
        let signed_in = self.test.signed_in(&self.olivia).await;
        api_keys::create(&self.test, &signed_in, &visit(), form).await.map(drop)
    }

    async fn sign_up(&self, name: &str) -> Result<(), Error> {
        let form = SignUp {
            name: name.to_owned(),
            organization: name.to_owned(),
            email: "Nora <nora@new.example>".to_owned(),
            password: Secret::new(PASSWORD),
        };
        identity_area::sign_up(&self.test, &visit(), form).await
    }

    async fn invite_owner(&self, name: &str) -> Result<(), Error> {
        let form = InviteOwner {
            email: "mailto:nora@new.example".to_owned(),
            organization: name.to_owned(),
            agent_name: name.to_owned(),
            agent_prompt: format!("Be kind.\0\u{1}\r\n{name}"),
            ..InviteOwner::default()
        };
        owner_invites::create(&self.test, &self.test.god(&self.god).await, form).await
    }

    async fn invite_sheet(&self, name: &str) -> Result<(), Error> {
        let csv =
            format!("sep=;\r\nOrganisation;E-Mail;Agent name\r\n\"{name}\";Nora <nora@new.example>;\"{name}\"\r\n");
        owner_invites::create_all(&self.test, &self.test.god(&self.god).await, &InviteSheet { csv }).await.map(drop)
    }

    async fn forget_invites(&self) {
        sqlx::query("delete from owner_invites").execute(&self.test.database.owner).await.unwrap();
    }

    async fn invite_member(&self, email: &str) -> Result<(), Error> {
        let form = InviteMember { email: email.to_owned(), role: "member".to_owned(), ..InviteMember::default() };
        let (visit, step_up) = (visit(), StepUp::default());
        let asker = members::Asker { caller: &self.owner, signed_in: None, visit: &visit, step_up: &step_up };
        members::invite(&self.test, asker, form).await.map(drop)
    }
}

fn is_refused(written: Result<(), Error>) -> bool {
    matches!(written.map_err(AppError::from), Err(AppError::Invalid(_)))
}

#[tokio::test]
async fn a_name_is_the_same_value_at_every_door() {
    let scene = scene().await;
    for typed in TAKEN {
        scene.rename_organization(typed).await.unwrap();
        scene.rename_agent(typed).await.unwrap();
        scene.rename_person(typed).await.unwrap();
        scene.name_tier(typed).await.unwrap();
        scene.name_sender(typed).await.unwrap();
        scene.name_key(typed).await.unwrap();
        scene.sign_up(typed).await.unwrap();
        scene.invite_owner(typed).await.unwrap();
        scene.forget_invites().await;
        scene.invite_sheet(typed).await.unwrap();
        for sql in [
            "select name from organizations where slug = 'acme'",
            "select sender_name from organizations where slug = 'acme'",
            "select member_tier_names[1] from organizations where slug = 'acme'",
            "select name from agents",
            "select name from users where email = 'olivia@acme.example'",
            "select name from api_keys order by id desc limit 1",
            "select name from sign_ups where email = 'nora@new.example' order by created_at desc limit 1",
            "select organization_name from sign_ups where email = 'nora@new.example' order by created_at desc limit 1",
            "select organization_name from owner_invites where email = 'nora@new.example'",
            "select agent_name from owner_invites where email = 'nora@new.example'",
        ] {
            assert_eq!(scene.text(sql).await, STORED, "{typed:?}: {sql}");
        }
        scene.forget_invites().await;
    }
    let welcome = scene.text("select welcome_text from organizations where slug = 'acme'").await;
    assert!(welcome.starts_with("Hi\n") && !welcome.contains(|c: char| c.is_control() && c != '\n'), "{welcome:?}");
}

#[tokio::test]
async fn what_cannot_be_read_gets_past_no_door() {
    let scene = scene().await;
    for typed in REFUSED {
        assert!(is_refused(scene.rename_organization(typed).await), "settings: {typed:?}");
        assert!(is_refused(scene.rename_agent(typed).await), "agent: {typed:?}");
        assert!(is_refused(scene.rename_person(typed).await), "profile: {typed:?}");
        assert!(is_refused(scene.name_tier(typed).await), "tiers: {typed:?}");
        assert!(is_refused(scene.name_sender(typed).await), "branding: {typed:?}");
        assert!(is_refused(scene.name_key(typed).await), "key: {typed:?}");
        assert!(is_refused(scene.sign_up(typed).await), "sign-up: {typed:?}");
        assert!(is_refused(scene.invite_owner(typed).await), "invitation: {typed:?}");
        assert!(is_refused(scene.invite_sheet(typed).await), "sheet: {typed:?}");
    }
    assert_eq!(scene.number("select count(*) from owner_invites").await, 0);
    for email in ["", "\0", "nora\0@new.example", "nora new@new.example", "nora@new", "a@b.example, c@d.example"] {
        assert!(is_refused(scene.invite_member(email).await), "{email:?}");
        assert!(
            matches!(identity_area::god_create(&scene.test, email, None).await, Err(Error::App(AppError::Invalid(_)))),
            "{email:?}"
        );
    }
}

#[tokio::test]
async fn an_oddly_typed_name_stops_no_mail_no_view_and_no_export() {
    let scene = scene().await;
    scene.rename_organization("Northwind\tAgency").await.unwrap();
    scene.rename_person("Olivia\u{2028}Owner").await.unwrap();
    for email in ["Noah <NOAH@new.example>", "info@müller.example", "ann@new.example\u{202c}"] {
        scene.invite_member(email).await.unwrap();
    }
    let olivia = scene.test.signed_in(&scene.olivia).await;
    let offer = OfferOwnership { id: scene.ada.id, proof: Secret::new(PASSWORD) };
    members::offer(&scene.test, &olivia, &scene.owner, &visit(), offer).await.unwrap();
    let form = ViewAs {
        organization: scene.acme.id,
        subject: scene.ada.id.to_string(),
        reason: "Ticket\t12:\u{2028}cannot save".to_owned(),
        proof: Secret::new(PASSWORD),
        return_to: String::new(),
    };
    let god = scene.test.signed_in(&scene.god).await;
    impersonation::start(&scene.test, &god, &visit(), form).await.unwrap();
    offboarding::request_export(&scene.test, &scene.owner).await.unwrap();
    jobs::run_due(&scene.test, scene.test.database.options()).await.unwrap();
    let exports = offboarding::exports(&scene.test, &scene.owner).await.unwrap().exports;
    assert_eq!(exports.first().unwrap().status, ExportStatus::Ready);
    for (kind, least) in [("invite", 3), ("ownership_offer", 1), ("viewed_as", 1), ("export_ready", 1)] {
        let sent: i64 =
            sqlx::query_scalar("select count(*) from mails where kind = $1 and html like '%Northwind Agency%'")
                .bind(kind)
                .fetch_one(&scene.test.database.owner)
                .await
                .unwrap();
        assert_eq!(sent, least, "{kind}");
    }
    assert_eq!(scene.number("select count(*) from invites where email = 'info@xn--mller-kva.example'").await, 1);
}

#[tokio::test]
async fn a_mail_that_cannot_be_composed_is_kept_as_failed_and_undoes_nothing() {
    let scene = scene().await;
    for sql in [
        "alter table organizations drop constraint if exists organizations_accent_check",
        "update organizations set accent = 'no colour' where slug = 'acme'",
    ] {
        sqlx::query(sql).execute(&scene.test.database.owner).await.unwrap();
    }
    scene.invite_member("noah@new.example").await.unwrap();
    assert_eq!(scene.number("select count(*) from invites where email = 'noah@new.example'").await, 1);
    let reason =
        scene.text("select status || ': ' || last_error from mails where recipient = 'noah@new.example'").await;
    assert!(reason.starts_with("failed: ") && reason.contains("colour"), "{reason}");
    jobs::run_due(&scene.test, scene.test.database.options()).await.unwrap();
}

#[tokio::test]
async fn a_name_is_confirmed_as_it_is_read() {
    let scene = scene().await;
    scene.rename_organization("Cafe\u{301}  Zürich\u{a0}AG").await.unwrap();
    let god = scene.test.god(&scene.god).await;
    for wrong in ["café Zürich AG", "Café Zürich", ""] {
        assert!(is_refused(platform::delete(&scene.test, &god, scene.acme.id, wrong).await), "{wrong:?}");
    }
    platform::delete(&scene.test, &god, scene.acme.id, "Café\u{a0}Zu\u{308}rich  AG ").await.unwrap();
    platform::restore(&scene.test, &god, scene.acme.id).await.unwrap();
    let form = CloseOrganization { confirmation: "Café Zürich AG".to_owned(), proof: Secret::new(PASSWORD) };
    let olivia = scene.test.signed_in(&scene.olivia).await;
    offboarding::delete_organization(&scene.test, &olivia, &visit(), form).await.unwrap();
}

#[tokio::test]
async fn a_conversations_title_is_a_line_whoever_gives_it() {
    let scene = scene().await;
    let message =
        NewMessage { text: "\u{202e}Three\tideas\u{1}\u{2028}for a webinar".to_owned(), ..NewMessage::default() };
    let sent = chat_area::send(&scene.test, &scene.owner, message).await.unwrap();
    assert_eq!(
        scene.text("select content from messages where author = 'person'").await,
        "\u{202e}Three\tideas\nfor a webinar"
    );
    scene.test.settle().await;
    let rename = |title: &str| RenameConversation { id: sent.conversation, title: title.to_owned() };
    let row = chat_area::rename(&scene.test, &scene.owner, rename("Webinar\u{2029}\tideas")).await.unwrap();
    assert_eq!(row.title, "Webinar ideas");
    for odd in REFUSED {
        assert!(is_refused(chat_area::rename(&scene.test, &scene.owner, rename(odd)).await.map(drop)), "{odd:?}");
    }
}

#[tokio::test]
async fn the_operators_export_is_a_sheet_that_invites() {
    let scene = scene().await;
    scene.rename_organization("=Müller; & Söhne").await.unwrap();
    let god = scene.test.god(&scene.god).await;
    let csv = god_area::export(&scene.test, &god, &god_domain::OrganizationQuery::default()).await.unwrap();
    assert!(csv.starts_with("\u{feff}Organisation,"), "a spreadsheet reads its letters by the mark");
    let report = owner_invites::check_sheet(&scene.test, &god, &InviteSheet { csv }).await.unwrap();
    let line = report.lines.first().unwrap();
    assert_eq!(
        (line.organization.as_str(), line.email.as_str(), line.tier.as_str()),
        ("=Müller; & Söhne", "olivia@acme.example", "free")
    );
    assert_eq!(report.problems(), None);
}
