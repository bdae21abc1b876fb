//! The access matrix: every server function and every raw route, tried as every kind of caller.
//! An endpoint without a row fails the first test; what one may not know exists is 404, not 403.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on must fail loudly")]

mod matrix;
mod scene;

use std::collections::BTreeSet;

use crate::support::TestApp;
use reqwest::Method;

use matrix::{Row, matrix};
use scene::Scene;

/// Who knocks, in the order of a row's answers.
const CALLERS: [&str; 7] = [
    "nobody",
    "owner of another organisation",
    "member",
    "admin",
    "owner",
    "operator",
    "operator viewing as the owner",
];
/// Routes with no caller to tell apart, and their reason.
const EXEMPT: [(&str, &str); 1] =
    [("/readyz", "answers the same to everybody; its status depends on the machine, see health.rs")];

#[tokio::test]
async fn every_endpoint_has_a_row() {
    let _app = TestApp::start().await;
    let written: BTreeSet<String> = matrix().iter().map(|row| row.path.to_owned()).collect();
    let functions: BTreeSet<String> = server_fn::axum::server_fn_paths().map(|(path, _)| path.to_owned()).collect();
    assert!(functions.len() > 30, "the server functions are registered: {functions:?}");
    let missing: Vec<_> = functions.difference(&written).collect();
    assert_eq!(missing, Vec::<&String>::new(), "endpoints without a row");
    for (path, reason) in server::RAW_ROUTES.iter().map(|path| {
        let exempt = EXEMPT.iter().find(|(exempt, _)| exempt == path).map(|(_, reason)| *reason);
        (*path, exempt)
    }) {
        assert!(reason.is_some() || written.contains(path), "the route {path} has no row");
    }
    let stale: Vec<_> = written
        .iter()
        .filter(|path| !functions.contains(*path) && !server::RAW_ROUTES.contains(&path.as_str()))
        .collect();
    assert_eq!(stale, Vec::<&String>::new(), "rows without an endpoint");
}

#[tokio::test]
async fn every_endpoint_answers_each_caller_as_its_row_says() {
    let mut wrong = Vec::new();
    let mut scene = Scene::new().await;
    for row in matrix() {
        for (place, caller) in CALLERS.iter().enumerate() {
            let person = scene.callers[place].clone();
            let status = scene.knock(&row, person.as_ref()).await;
            if status != row.answers[place] {
                wrong.push(format!("{} {} as {caller}: {status}, not {}", row.method, row.path, row.answers[place]));
            }
            // What this caller changed must not decide what the next one is answered.
            if row.method != Method::GET && status < 400 {
                scene = Scene::new().await;
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// Whether this answer says that one may not, or may not know, whatever was sent.
fn is_of_rights(row: &Row, place: usize) -> bool {
    let is_operator = CALLERS.get(place) == Some(&"operator");
    match row.answers.get(place) {
        Some(401 | 403) => true,
        // To who is not the operator their pages do not exist, and to who is in no organisation nothing of one does.
        Some(404) => row.path.starts_with("/api/god/") || is_operator,
        _ => false,
    }
}

#[tokio::test]
async fn who_may_not_is_told_so_before_the_form_is_looked_at() {
    let scene = Scene::new().await;
    let (rows, key) = (matrix(), scene.chat_key().await);
    let mut wrong = Vec::new();
    for row in rows.iter().filter(|row| row.path.starts_with("/api/") && !row.data.is_empty()) {
        // Nothing of the form, and all of it with what was meant to be an id.
        for data in [String::new(), row.data.replace('{', "(")] {
            let odd = Row { method: row.method.clone(), path: row.path, data: data.leak(), answers: row.answers };
            for (place, caller) in CALLERS.iter().enumerate() {
                let same = |other: &&Row| other.path == row.path && other.answers[place] != row.answers[place];
                // Where it depends on what is asked for, the form has to be read.
                if !is_of_rights(row, place) || rows.iter().any(|other| same(&other)) {
                    continue;
                }
                let status = scene.knock(&odd, scene.callers[place].as_ref()).await;
                if status != row.answers[place] {
                    wrong.push(format!("{} {} as {caller}: {status}, not {}", row.path, odd.data, row.answers[place]));
                }
            }
            let whole = scene.knock_with_key(row, key).await;
            if whole == 403 && scene.knock_with_key(&odd, key).await != 403 {
                wrong.push(format!("{} {} with a key", row.path, odd.data));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[tokio::test]
async fn an_operator_viewing_as_an_owner_reaches_no_more_of_another_organisation_than_that_owner() {
    let mut wrong = Vec::new();
    let mut scene = Scene::new().await;
    for row in matrix().into_iter().filter(|row| row.path != "/api/god/exit-view") {
        let outsider = scene.outsider.clone();
        let (status, owner) = (scene.knock(&row, Some(&outsider)).await, row.answers[1]);
        if status != owner && status != 403 {
            wrong.push(format!("{} {}: {status}, and {owner} for the owner", row.method, row.path));
        }
        if row.method != Method::GET && status < 400 {
            scene = Scene::new().await;
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// What a key for chat opens besides the conversations themselves.
const CHAT_OPENS: [&str; 2] = ["/api/agents/list", "/api/agents/profile"];

#[tokio::test]
async fn a_key_for_chat_alone_opens_chat_and_nothing_else() {
    let mut wrong = Vec::new();
    let mut scene = Scene::new().await;
    let mut key = scene.chat_key().await;
    for row in matrix().into_iter().filter(|row| row.path.starts_with("/api/")) {
        let status = scene.knock_with_key(&row, key).await;
        let [nobody, ..] = row.answers;
        let is_right = if row.path.starts_with("/api/chat/") || CHAT_OPENS.contains(&row.path) {
            status != 401 && status != 403
        } else {
            // What is open to everybody, or does not exist for them, is so for a program as well.
            status == 403 || nobody != 401 && status == nobody
        };
        if !is_right {
            wrong.push(format!("{} {}: {status}", row.method, row.path));
        }
        if row.method != Method::GET && status < 400 {
            scene = Scene::new().await;
            key = scene.chat_key().await;
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[tokio::test]
async fn no_entry_of_the_audit_log_that_a_request_made_lacks_its_id_and_address() {
    let scene = Scene::new().await;
    let owner = &scene.app.backend.database.owner;
    let before: Vec<uuid::Uuid> = sqlx::query_scalar("select id from audit_events").fetch_all(owner).await.unwrap();
    let rows = matrix();
    // Both invitations are accepted first, while they stand.
    for (path, token) in [("/api/account/accept-owner-invite", "owner"), ("/api/account/accept-invite", "member")] {
        let row = rows.iter().find(|row| row.path == path).unwrap();
        let data = format!("form[token]={token}&form[name]=N&form[password]=a+long+enough+phrase");
        let accept =
            matrix::Row { method: row.method.clone(), path: row.path, data: data.leak(), answers: row.answers };
        assert_eq!(scene.knock(&accept, None).await, 200, "{path}");
    }
    for row in &rows {
        for person in &scene.callers {
            scene.knock(row, person.as_ref()).await;
        }
    }
    let made: Vec<(String, bool)> = sqlx::query_as(
        "select action, request_id is null or address is null from audit_events where id <> all($1) order by id",
    )
    .bind(&before)
    .fetch_all(owner)
    .await
    .unwrap();
    let actions: BTreeSet<&str> = made.iter().map(|(action, _)| action.as_str()).collect();
    assert!(actions.len() > 15, "the rows do much that is audited: {actions:?}");
    for action in ["organization.found", "invite.accept"] {
        assert!(actions.contains(action), "{action} is among {actions:?}");
    }
    let lacking: BTreeSet<&str> = made.iter().filter(|(_, lacks)| *lacks).map(|(action, _)| action.as_str()).collect();
    assert_eq!(lacking, BTreeSet::new());
}
