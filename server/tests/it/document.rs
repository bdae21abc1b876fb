//! Text that people wrote reaches the document as text everywhere: title, head, scripts, attributes and page.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on must fail loudly")]

use chat_domain::NewMessage;
use domain::Role;
use testkit::{TestOptions, TestOrganization, TestPerson};

use crate::support::TestApp;

/// Ends every element with text rules of its own, every attribute, and a comment.
const NAME: &str = "</title></style></script></textarea>--><meta data-evil>'\"><b data-evil>";
/// A redirect that once worked.
const TITLE: &str = "</title><meta http-equiv=refresh content=\"0;url=//evil.example\">";

/// An organisation in which everything has this name.
struct Scene {
    app: TestApp,
    acme: TestOrganization,
    member: TestPerson,
    owner: TestPerson,
    god: TestPerson,
    conversation: String,
}

async fn scene() -> Scene {
    let mut options = TestOptions::default();
    NAME.clone_into(&mut options.settings.platform_name);
    let app = TestApp::of(options, &[]).await;
    let acme = app.backend.organization("acme").await;
    let member = app.backend.person(&acme, Role::Member, "mia").await;
    let owner = app.backend.person(&acme, Role::Owner, "olivia").await;
    let god = app.backend.operator("god@soloos.example").await;
    let caller = app.backend.caller(&member).await;
    let message = NewMessage { text: NAME.to_owned(), ..NewMessage::default() };
    let sent = chat_area::send(&app.backend, &caller, message).await.unwrap();
    app.backend.settle().await;
    for statement in [
        "update organizations set name = $1, welcome_text = $1",
        "update users set name = $1",
        "update agents set name = $1, system_prompt = $1",
    ] {
        sqlx::query(statement).bind(NAME).execute(&app.backend.database.owner).await.unwrap();
    }
    sqlx::query("update conversations set title = $1").bind(TITLE).execute(&app.backend.database.owner).await.unwrap();
    Scene { app, acme, member, owner, god, conversation: sent.conversation.to_string() }
}

async fn reads_as_text(app: &TestApp, path: &str, person: Option<&TestPerson>) {
    let page = app.browse(path, person).send().await.unwrap();
    let status = page.status().as_u16();
    let html = page.text().await.unwrap();
    assert!(status == 200 || status == 404, "{path} answers {status}");
    for markup in ["<meta data-evil", "<b data-evil", "<meta http-equiv=refresh"] {
        assert!(!html.contains(markup), "{path} holds {markup} as markup");
    }
    let (head, _) = html.split_once("</head>").unwrap();
    assert_eq!(head.matches("</title>").count(), 1, "{path} has one title");
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_people_write_stays_text_wherever_it_reaches_the_document() {
    let Scene { app, acme, member, owner, god, conversation } = scene().await;
    for path in ["/sign-in", "/forgot-password", "/nowhere"] {
        reads_as_text(&app, path, None).await;
    }
    let chat = format!("/chat/{conversation}");
    let agent = format!("/agents/{}", acme.agent);
    for path in ["/chat", &chat, "/agents", &agent, "/settings", "/settings/members", "/account", "/nowhere"] {
        reads_as_text(&app, path, Some(&member)).await;
    }
    let (person, organization) =
        (format!("/settings/members/{}", member.id), format!("/god-dashboard/organizations/{}", acme.id));
    for path in [&agent, "/settings/audit", "/settings/branding", "/settings/plan", "/settings/leave", &person] {
        reads_as_text(&app, path, Some(&owner)).await;
    }
    for path in ["/god-dashboard", &organization, "/god-dashboard/audit", "/god-dashboard/invites"] {
        reads_as_text(&app, path, Some(&god)).await;
    }
    app.backend.view_as(&god, &acme, &member).await;
    reads_as_text(&app, &chat, Some(&god)).await;
    let page = app.browse(&chat, Some(&member)).send().await.unwrap().text().await.unwrap();
    assert!(page.contains("<title>&lt;/title&gt;&lt;meta http-equiv=refresh"), "the title is there, as text");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_answer_that_a_member_gets_holds_what_an_agent_was_told() {
    const SECRET: &str = "the-prompt-that-nobody-may-read";
    let app = TestApp::start().await;
    let acme = app.backend.organization("acme").await;
    let member = app.backend.person(&acme, Role::Member, "mia").await;
    let admin = app.backend.person(&acme, Role::Admin, "ada").await;
    sqlx::query("update agents set system_prompt = $1")
        .bind(SECRET)
        .execute(&app.backend.database.owner)
        .await
        .unwrap();
    let query = format!("?query[id]={}", acme.agent);
    let agent = format!("/agents/{}", acme.agent);
    let answers = [
        agent.clone(),
        "/agents".to_owned(),
        "/chat".to_owned(),
        "/api/agents/list".to_owned(),
        format!("/api/agents/profile{query}"),
        format!("/api/agents/get{query}"),
        "/api/chat/start".to_owned(),
    ];
    for path in &answers {
        let text = app.browse(path, Some(&member)).send().await.unwrap().text().await.unwrap();
        assert!(!text.contains(SECRET), "{path} tells a member");
    }
    let page = app.browse(&agent, Some(&admin)).send().await.unwrap().text().await.unwrap();
    assert!(page.contains(SECRET), "who shapes the agent reads it");
}
