//! Whether a chunk of an answer reports an error, in all the forms that servers use.

use serde_json::Value;

use super::{
    chunk::Chunk,
    json::{Fields, count, says_nothing},
    refusal::reads_like_error,
};

/// The fields for errors; a gateway may send them with every chunk, saying that there is none.
const ERRORS: [&str; 11] = [
    "error",
    "errors",
    "fault",
    "exception",
    "error_code",
    "error_msg",
    "error_message",
    "errorCode",
    "errorMessage",
    "errcode",
    "errmsg",
];

impl Chunk<'_> {
    /// The error it reports, wherever that is; `is_error` says that the server named all of it an error.
    pub(super) fn error(&self, json: &str, is_error: bool) -> Option<Value> {
        let tells = |field: &str| self.fields.get(field).is_some_and(|error| !says_nothing(error));
        if ERRORS.iter().any(|field| tells(field)) || self.has_base_error() {
            return Some(value(json));
        }
        if let Some(error) = self.error_of_choice() {
            return Some(value(error));
        }
        (!self.has_choices() && (is_error || self.is_complaint())).then(|| value(json))
    }

    /// A possible error: a code or a message and no answer. It counts only if no answer follows.
    pub(super) fn suspicion(&self, json: &str) -> Option<Value> {
        if self.has_choices() || self.fields.get("usage").is_some() {
            return None;
        }
        let has_code =
            ["code", "status_code"].iter().any(|field| self.fields.get(field).is_some_and(|code| !says_nothing(code)));
        let message = ["message", "msg", "Message"].iter().find_map(|field| self.fields.word(field));
        (has_code || self.has_status() || message.is_some_and(|message| reads_like_error(&message)))
            .then(|| value(json))
    }

    /// An error of the choice, or within its change.
    fn error_of_choice(&self) -> Option<&str> {
        let choice = self.choice()?;
        let turns = ["delta", "message"].iter().filter_map(|field| Fields::read(choice.get(field)?)?.get("error"));
        choice.get("error").into_iter().chain(turns).find(|error| !says_nothing(error))
    }

    /// The status of a failed request, in a field.
    fn has_status(&self) -> bool {
        ["code", "status", "status_code"]
            .iter()
            .any(|field| self.fields.get(field).and_then(count).is_some_and(|code| (400..600).contains(&code)))
    }

    /// `MiniMax` reports success or an error with every chunk.
    fn has_base_error(&self) -> bool {
        let base = self.fields.get("base_resp").and_then(Fields::read);
        base.is_some_and(|base| base.get("status_code").is_some_and(|code| !says_nothing(code)))
    }

    /// An object that is an error without having a field of that name, as Python's web servers and RFC 9457 have it.
    fn is_complaint(&self) -> bool {
        let names_error = |field: &str| self.fields.word(field).is_some_and(|word| word.contains("error"));
        let says_why = ["message", "detail", "msg", "title"].iter().any(|field| self.fields.get(field).is_some());
        names_error("object")
            || names_error("type")
            || says_why && (self.has_status() || self.fields.get("success") == Some("false"))
            || self.fields.get("detail").is_some() && self.fields.get("usage").is_none()
    }
}

/// An error's text is kept even where it cannot be read as JSON.
pub(super) fn value(json: &str) -> Value {
    serde_json::from_str(json).unwrap_or_else(|_| Value::String(json.to_owned()))
}
