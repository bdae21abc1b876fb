//! The values kept of a plain form that failed: typed values come back, and no secret does, for every server function.
//! The forms are read from the code, so that a new one is tried too.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must fail loudly")]

mod forms;

use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use reqwest::Response;

use crate::support::TestApp;
use forms::{Field, forms};

const SECRET: &str = "hunter2hunter2";
const SOME_ID: &str = "01890a5d-ac96-774b-bcce-b302099a8057";
/// Names that mean a secret to people. A field with such a name has the type that keeps it secret.
const SOUNDS_SECRET: [&str; 8] =
    ["password", "proof", "token", "code", "secret", "passphrase", "current_password", "new_password"];

/// A valid value for the field: the secret, or a value that is recognised again.
fn good(field: &Field, place: usize) -> (String, String) {
    let name = field.name.clone();
    match field.of.as_str() {
        "Secret" => (name, SECRET.to_owned()),
        "String" => (name, format!("typed {place}")),
        "i32" | "i64" => (name, place.to_string()),
        "bool" => (name, "true".to_owned()),
        "Picture" => (name, "logo".to_owned()),
        "BTreeMap<String, bool>" => (format!("{name}[chat]"), "true".to_owned()),
        id if id.ends_with("Id") => (name, SOME_ID.to_owned()),
        other => panic!("{name}: say here what a good {other} is"),
    }
}

fn body(pairs: &[(String, String)]) -> String {
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

/// The answer's headers and body, as they are and decoded.
struct Said {
    text: String,
    kept: Option<BTreeSet<(String, String)>>,
}

async fn send(app: &TestApp, path: &str, body: &str) -> Said {
    let answer = app.post_form(path, "/sign-in", body).send().await.unwrap();
    assert!(answer.status().as_u16() < 500, "{path} answers {} to {body}", answer.status());
    let kept = kept(&answer);
    let headers: Vec<String> =
        answer.headers().values().map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned()).collect();
    let text = format!("{}\n{}", headers.join("\n"), answer.text().await.unwrap());
    let unpacked: Vec<String> = words(&text).iter().flat_map(|word| unpacked(word)).collect();
    Said { text: format!("{text}\n{}", unpacked.join("\n")), kept }
}

/// The fields in the cookie; none where nothing failed.
fn kept(answer: &Response) -> Option<BTreeSet<(String, String)>> {
    let mut cookies = answer.headers().get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap());
    let packed = cookies.find_map(|cookie| cookie.strip_prefix("soloos_typed="))?.split(';').next()?.to_owned();
    let json: serde_json::Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(packed).unwrap()).unwrap();
    let fields: Vec<(String, Vec<String>)> = serde_json::from_value(json.pointer("/form/fields")?.clone()).unwrap();
    Some(
        fields
            .into_iter()
            .flat_map(|(name, values)| values.into_iter().map(move |value| (name.clone(), value)))
            .collect(),
    )
}

fn words(text: &str) -> Vec<String> {
    let plain = percent_encoding::percent_decode_str(text).decode_utf8_lossy();
    plain.split(|c: char| !c.is_ascii_alphanumeric() && !"-_+/".contains(c)).map(str::to_owned).collect()
}

fn unpacked(word: &str) -> Vec<String> {
    let read = [URL_SAFE_NO_PAD.decode(word), STANDARD_NO_PAD.decode(word)];
    read.into_iter().flatten().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_form_comes_back_with_what_was_typed_and_without_its_secrets() {
    let app = TestApp::start().await;
    let (mut wrong, mut failed) = (Vec::new(), 0);
    for (path, fields) in forms() {
        let pairs: Vec<_> = fields.iter().enumerate().map(|(place, field)| good(field, place)).collect();
        let said = send(&app, &path, &body(&pairs)).await;
        if said.text.contains(SECRET) {
            wrong.push(format!("{path} gives the secret back: {}", said.text));
        }
        let Some(kept) = said.kept else { continue };
        failed += 1;
        let harmless = fields.iter().zip(&pairs).filter(|(field, _)| !field.is_secret());
        let expected: BTreeSet<_> = harmless.map(|(_, pair)| pair.clone()).collect();
        if kept != expected {
            wrong.push(format!("{path} gives back {kept:?}, not {expected:?}"));
        }
    }
    assert!(failed > 60, "nearly every form fails for who is not signed in: {failed}");
    assert_eq!(wrong, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_is_bent_out_of_shape_does_not_give_its_secrets_back() {
    let app = TestApp::start().await;
    let mut wrong = Vec::new();
    for (path, fields) in forms() {
        let pairs: Vec<_> = fields.iter().enumerate().map(|(place, field)| good(field, place)).collect();
        let good = body(&pairs);
        let secrets = fields.iter().filter(|field| field.is_secret());
        let bent =
            secrets.flat_map(|field| ["[x]", "[]", "[0][x]", ""].map(|bend| format!("{}{bend}={SECRET}", field.name)));
        let strange = ["form", "form[password]", "form[x]", "password", "form[form][proof]", "step_up"]
            .map(|name| format!("{name}={SECRET}"));
        for added in bent.chain(strange) {
            for body in [added.clone(), format!("{good}&{added}"), format!("{added}&{good}")] {
                let said = send(&app, &path, &body).await;
                if said.text.contains(SECRET) {
                    wrong.push(format!("{path} gives the secret of {body} back: {}", said.text));
                }
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn every_function_that_is_posted_to_is_tried() {
    let found = forms();
    let posted = server::endpoints()
        .into_iter()
        .filter(|endpoint| endpoint.kind == server::Kind::Function && endpoint.method == reqwest::Method::POST);
    let missing: Vec<String> = posted.map(|endpoint| endpoint.path).filter(|path| !found.contains_key(path)).collect();
    assert_eq!(missing, Vec::<String>::new(), "the forms of these functions were not found in the sources");
    let secrets = found.values().flatten().filter(|field| field.is_secret()).count();
    assert!(secrets > 30, "{secrets} secrets");
}

#[test]
fn what_sounds_like_a_secret_has_the_type_of_one() {
    for (path, fields) in forms() {
        for field in fields {
            let last = field.name.trim_end_matches("[]").rsplit('[').next().unwrap().trim_end_matches(']');
            assert!(field.is_secret() || !SOUNDS_SECRET.contains(&last), "{path}: {} is a {}", field.name, field.of);
        }
    }
}
