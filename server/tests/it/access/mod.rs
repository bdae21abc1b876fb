//! The access matrix: every server function and every raw route, tried as every kind of caller.
//! An endpoint without a row fails the first test; what one may not know exists is 404, not 403.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on must fail loudly")]

mod matrix;
mod scene;

use std::collections::BTreeSet;

use crate::support::TestApp;
use reqwest::Method;

use matrix::matrix;
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
