//! What a refused plain form may give back to the page. It is serialised from the form as its server function parses
//! it, by its types: a [`domain::accounts::Secret`] writes nothing on a server, an unknown field is not in the type,
//! and a form that cannot be parsed gives nothing back at all.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::marker::PhantomData;
use std::pin::Pin;

use axum::body::Bytes;
use axum::extract::Request;
use axum::response::Response;
use leptos::server_fn::error::{SERVER_FN_ERROR_HEADER, ServerFnErrorErr};
use leptos::server_fn::middleware::{BoxedService, Layer, Service};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The nesting depth to which the framework parses a form.
const DEPTH: usize = 5;

/// A plain form as it was sent; an extension of its request.
#[derive(Debug, Clone)]
pub struct SentForm(pub Bytes);

/// The names and values that may be given back; an extension of the answer that refuses the form.
#[derive(Debug, Clone)]
pub struct KeptFields(pub Vec<(String, Vec<String>)>);

/// Lets a plain form come back with what was typed: `#[middleware(kit::keep::<Self>())]` on a server function that
/// takes a form. Without it nothing comes back.
pub fn keep<Form>() -> Keep<Form> {
    Keep(PhantomData)
}

/// See [`keep`].
pub struct Keep<Form>(PhantomData<fn() -> Form>);

impl<Form: Serialize + DeserializeOwned + 'static> Layer<Request, Response> for Keep<Form> {
    fn layer(&self, inner: BoxedService<Request, Response>) -> BoxedService<Request, Response> {
        BoxedService::new(inner.ser, Keeping { inner, form: PhantomData::<fn() -> Form> })
    }
}

struct Keeping<Form> {
    inner: BoxedService<Request, Response>,
    form: PhantomData<fn() -> Form>,
}

impl<Form: Serialize + DeserializeOwned + 'static> Service<Request, Response> for Keeping<Form> {
    fn run(
        &mut self,
        request: Request,
        _: fn(ServerFnErrorErr) -> Bytes,
    ) -> Pin<Box<dyn Future<Output = Response> + Send>> {
        let sent = request.extensions().get::<SentForm>().cloned();
        let answer = self.inner.run(request);
        Box::pin(async move {
            let mut answer = answer.await;
            let refused = answer.headers().contains_key(SERVER_FN_ERROR_HEADER);
            if let Some(fields) = sent.filter(|_| refused).and_then(|SentForm(sent)| fields_of::<Form>(&sent)) {
                answer.extensions_mut().insert(KeptFields(fields));
            }
            answer
        })
    }
}

/// The fields that the form's type writes; fields that the type adds to the sent ones are left out too.
fn fields_of<Form: Serialize + DeserializeOwned>(sent: &[u8]) -> Option<Vec<(String, Vec<String>)>> {
    let form: Form = serde_qs::Config::new(DEPTH, false).deserialize_bytes(sent).ok()?;
    let written = serde_qs::to_string(&form).ok()?;
    let names: BTreeSet<Cow<'_, str>> = form_urlencoded::parse(sent).map(|(name, _)| name).collect();
    let mut fields: Vec<(String, Vec<String>)> = Vec::new();
    for (name, value) in form_urlencoded::parse(written.as_bytes()) {
        let Some(name) =
            [name.clone().into_owned(), without_places(&name)].into_iter().find(|name| names.contains(name.as_str()))
        else {
            continue;
        };
        match fields.iter_mut().find(|(known, _)| *known == name) {
            Some((_, values)) => values.push(value.into_owned()),
            None => fields.push((name, vec![value.into_owned()])),
        }
    }
    Some(fields)
}

/// `ticks[0]`, as a list is serialised, becomes `ticks[]`, as pages send it.
fn without_places(name: &str) -> String {
    let is_place =
        |key: &str| key.ends_with(']') && key.len() > 1 && key.bytes().rev().skip(1).all(|b| b.is_ascii_digit());
    let mut keys = name.split('[');
    let first = keys.next().unwrap_or_default().to_owned();
    keys.fold(first, |name, key| name + "[" + if is_place(key) { "]" } else { key })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::accounts::{Secret, StepUp};
    use serde::Deserialize;

    /// The struct that `#[server]` generates for `(form: Typed, #[server(default)] step_up: StepUp)`.
    #[derive(Serialize, Deserialize)]
    struct Sent {
        form: Typed,
        #[serde(default)]
        step_up: StepUp,
    }

    #[derive(Default, Serialize, Deserialize)]
    #[serde(default)]
    struct Typed {
        email: String,
        password: Secret,
        proof: Secret,
        token: Secret,
        new_password: Secret,
        api_key: Secret,
        /// Harmless by its name.
        answer: Option<Secret>,
        more: Vec<Secret>,
        name: String,
        max_tokens: i32,
        key: String,
        ticks: Vec<String>,
    }

    fn kept(sent: &str) -> Option<Vec<(String, Vec<String>)>> {
        fields_of::<Sent>(sent.as_bytes()).map(|mut fields| {
            fields.sort();
            fields
        })
    }

    #[test]
    fn what_was_typed_comes_back_and_secrets_do_not() {
        let fields = kept(
            "form%5Bemail%5D=a%40b.example&form%5Bpassword%5D=hunter2&form%5Bproof%5D=hunter2&form%5Btoken%5D=t&form%5Bnew_password%5D=hunter3&form%5Bapi_key%5D=k&form%5Bname%5D=Ann+%C3%84&form%5Bmax_tokens%5D=4000&form%5Bkey%5D=pro&form[answer]=a&form[more][]=m&step_up[proof]=hunter2",
        );
        let expected = [
            ("form[email]", "a@b.example"),
            ("form[key]", "pro"),
            ("form[max_tokens]", "4000"),
            ("form[name]", "Ann Ä"),
        ];
        assert_eq!(fields.unwrap(), expected.map(|(name, value)| (name.to_owned(), vec![value.to_owned()])));
    }

    #[test]
    fn what_was_left_empty_comes_back_empty_and_what_was_not_sent_does_not() {
        assert_eq!(kept("form[name]=").unwrap(), [("form[name]".to_owned(), vec![String::new()])]);
    }

    #[test]
    fn ticks_of_a_list_come_back_together_under_the_name_that_they_were_sent_with() {
        let ticks = |name: &str, values: &[&str]| {
            (name.to_owned(), values.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>())
        };
        assert_eq!(kept("form[ticks][]=a&form[ticks][]=b").unwrap(), [ticks("form[ticks][]", &["a", "b"])]);
        let placed = kept("form[ticks][0]=a&form[ticks][1]=b").unwrap();
        assert_eq!(placed, [ticks("form[ticks][0]", &["a"]), ticks("form[ticks][1]", &["b"])]);
    }

    #[test]
    fn what_no_type_knows_does_not_come_back() {
        let fields = kept("form[name]=Ann&form[pasword]=hunter2&password=hunter2&form[step_up][proof]=hunter2");
        assert_eq!(fields.unwrap(), [("form[name]".to_owned(), vec!["Ann".to_owned()])]);
    }

    #[test]
    fn of_what_cannot_be_read_nothing_comes_back() {
        for sent in [
            "",
            "form=hunter2",
            "form[name]=Ann&form[max_tokens]=many&form[password]=hunter2",
            "form[name]=Ann&form[password][x]=hunter2",
            "form[name]=Ann&form[name]=hunter2",
        ] {
            assert_eq!(kept(sent), None, "{sent}");
        }
    }
}
