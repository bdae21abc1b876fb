//! The access matrix: every server function, every route and every page, tried as every kind of caller. The endpoints
//! come from what the router is made from; one without a row fails the first test; an endpoint whose existence is
//! private answers 404, not 403. The rows are with their areas: see `rows.rs`.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on must fail loudly")]

mod answers;
mod rows;
mod scene;

use std::collections::BTreeSet;
use std::path::Path;

use crate::support::sources;
use futures::future::join_all;
use reqwest::Method;
use server::{Access, Endpoint, Kind};

use rows::{Row, matrix, pages};
use scene::Scene;

/// The callers, in the order of a row's answers.
const CALLERS: [&str; 7] = [
    "nobody",
    "owner of another organisation",
    "member",
    "admin",
    "owner",
    "operator",
    "operator viewing as the owner",
];
/// Routes that do not distinguish callers, and the reason.
const EXEMPT: [(&str, &str); 1] =
    [("/readyz", "answers the same to everybody; its status depends on the machine, see health.rs")];

/// Methods and paths of all rows.
fn written() -> BTreeSet<String> {
    let rows = matrix().into_iter().map(|row| format!("{} {}", row.method, row.path));
    let pages = pages().into_iter().map(|page| format!("GET {}", page.path));
    rows.chain(pages).collect()
}

/// The endpoints that have no row.
fn without_row(endpoints: &[Endpoint]) -> Vec<String> {
    let written = written();
    let asked = endpoints.iter().filter(|endpoint| !EXEMPT.iter().any(|(path, _)| *path == endpoint.path));
    asked.map(named).filter(|name| !written.contains(name)).collect()
}

fn named(endpoint: &Endpoint) -> String {
    format!("{} {}", endpoint.method, endpoint.path)
}

#[tokio::test]
async fn every_endpoint_has_a_row() {
    let endpoints = server::endpoints();
    let count = |kind: Kind| endpoints.iter().filter(|endpoint| endpoint.kind == kind).count();
    let (functions, pages) = (count(Kind::Function), count(Kind::Page));
    assert!(functions > 100 && pages > 30, "functions and pages are registered: {functions} and {pages}");
    assert_eq!(without_row(&endpoints), Vec::<String>::new(), "endpoints without a row");
    let answered: BTreeSet<String> = endpoints.iter().map(named).collect();
    let stale: Vec<String> = written().into_iter().filter(|row| !answered.contains(row)).collect();
    assert_eq!(stale, Vec::<String>::new(), "rows without an endpoint");
}

#[tokio::test]
async fn whatever_is_added_without_a_row_is_named() {
    let added = [
        Endpoint::new(Kind::Route(Access::Anybody), Method::GET, "/backdoor"),
        Endpoint::new(Kind::Function, Method::POST, "/api/account/backdoor"),
        Endpoint::new(Kind::Page, Method::GET, "/settings/backdoor"),
        // A row for another method does not count.
        Endpoint::new(Kind::Route(Access::Person), Method::POST, "/export/audit.csv"),
    ];
    let endpoints: Vec<Endpoint> = server::endpoints().into_iter().chain(added.clone()).collect();
    assert_eq!(without_row(&endpoints), added.map(|endpoint| named(&endpoint)));
}

#[test]
fn a_route_stands_in_the_table_or_nowhere() {
    let makes_routes = [".route(", ".route_service(", ".nest(", ".nest_service(", "leptos_routes"];
    // The table; the app's own pages and functions, which are listed; the files of the built site.
    let may = ["routes.rs", "pages.rs", "assets.rs"];
    for (file, text) in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let found = makes_routes.iter().find(|call| text.contains(**call));
        assert!(found.is_none() || may.contains(&name), "{} makes a route of its own: {found:?}", file.display());
    }
}

#[tokio::test]
async fn each_row_of_a_route_answers_as_its_place_in_the_table_says() {
    for endpoint in server::endpoints() {
        let Kind::Route(access) = endpoint.kind else { continue };
        for row in matrix().iter().filter(|row| row.method == endpoint.method && row.path == endpoint.path) {
            let [nobody, rest @ ..] = row.answers;
            let [_, _, _, _, operator, viewing] = rest;
            let is_right = match access {
                Access::Anybody | Access::Machine => rest.iter().all(|answer| *answer == nobody),
                Access::Person => nobody == 401 && !rest.contains(&401),
                Access::Operator => nobody == 404 && operator != 404 && viewing == 404,
            };
            assert!(is_right, "{endpoint} is for {access:?}, and its row says {:?}", row.answers);
        }
    }
}

/// The bracketed words of this text that the scene does not define.
fn unmade(scene: &Scene, text: &str) -> Vec<String> {
    let filled = scene.fill(text);
    let words = filled.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    words.map(|(word, _)| word.to_owned()).collect()
}

#[tokio::test]
async fn every_word_of_a_row_stands_for_something_that_a_scene_makes() {
    let scene = Scene::new().await;
    let rows = matrix().into_iter().flat_map(|row| [row.path, row.data]);
    let texts: Vec<String> = rows.chain(pages().into_iter().map(|page| page.part)).collect();
    let missing: BTreeSet<String> = texts.iter().flat_map(|text| unmade(&scene, text)).collect();
    // Providers have names, and none is configured here.
    assert_eq!(missing, BTreeSet::from(["provider".to_owned()]));
}

/// How many scenes work side by side: a new one after each change takes longer than the call that made it.
const SCENES: usize = 4;

/// The answers that are not those of their row, each with its caller.
async fn wrong_answers(rows: &[Row]) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut scene = Scene::new().await;
    for row in rows {
        for (place, (caller, answer)) in CALLERS.iter().zip(row.answers).enumerate() {
            let person = scene.callers.get(place).cloned().flatten();
            let status = scene.knock(row, person.as_ref()).await;
            if status != answer {
                wrong.push(format!("{} {} as {caller}: {status}, not {answer}", row.method, row.path));
            }
            // One caller's changes must not decide the next one's answer.
            if row.method != Method::GET && status < 400 {
                scene = Scene::new().await;
            }
        }
    }
    wrong
}

#[tokio::test(flavor = "multi_thread")]
async fn every_endpoint_answers_each_caller_as_its_row_says() {
    let rows = matrix();
    let parts = rows.chunks(rows.len().div_ceil(SCENES)).map(wrong_answers);
    assert_eq!(join_all(parts).await.concat(), Vec::<String>::new());
}

/// Whether this answer is about the caller's rights, whatever was sent.
fn is_of_rights(row: &Row, place: usize) -> bool {
    let is_operator = CALLERS.get(place) == Some(&"operator");
    match row.answers.get(place) {
        Some(401 | 403) => true,
        // For everybody but the operator the operator's pages do not exist, and for people without an organisation
        // nothing of one does; an account they have like everybody.
        Some(404) => row.path.starts_with("/api/god/") || is_operator && !row.path.starts_with("/api/account/"),
        _ => false,
    }
}

#[tokio::test]
async fn who_may_not_is_told_so_before_the_form_is_looked_at() {
    let scene = Scene::new().await;
    let (rows, key) = (matrix(), scene.chat_key().await);
    let mut wrong = Vec::new();
    for row in rows.iter().filter(|row| row.path.starts_with("/api/") && !row.data.is_empty()) {
        // An empty form, and the whole form with an invalid id.
        for data in [String::new(), row.data.replace('{', "(")] {
            let odd = row.sending(data);
            for (place, caller) in CALLERS.iter().enumerate() {
                let same = |other: &&Row| other.path == row.path && other.answers[place] != row.answers[place];
                // Where the answer depends on the requested thing, the form has to be read.
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

#[tokio::test(flavor = "multi_thread")]
async fn every_page_answers_each_caller_as_its_row_says() {
    let mut wrong = Vec::new();
    let scene = Scene::new().await;
    for page in pages() {
        for (place, caller) in CALLERS.iter().enumerate() {
            let status = scene.open(&page, scene.callers[place].as_ref()).await;
            if status != page.answers[place] {
                wrong.push(format!("{} as {caller}: {status}, not {}", page.path, page.answers[place]));
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

#[tokio::test]
async fn a_key_for_chat_alone_opens_chat_and_nothing_else() {
    let mut wrong = Vec::new();
    let mut scene = Scene::new().await;
    let mut key = scene.chat_key().await;
    for row in matrix().into_iter().filter(|row| row.path.starts_with("/api/")) {
        let status = scene.knock_with_key(&row, key).await;
        let [nobody, ..] = row.answers;
        let is_right = if row.path.starts_with("/api/chat/") || row.opens_to_chat_key {
            status != 401 && status != 403
        } else {
            // An endpoint that is open to everybody, or does not exist for them, is so for a program as well.
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
    // Both invitations are accepted first, while they are open.
    for (path, token) in [("/api/account/accept-owner-invite", "owner"), ("/api/account/accept-invite", "member")] {
        let row = rows.iter().find(|row| row.path == path).unwrap();
        let data = format!("form[token]={token}&form[name]=N&form[password]=a+long+enough+phrase");
        assert_eq!(scene.knock(&row.sending(data), None).await, 200, "{path}");
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
