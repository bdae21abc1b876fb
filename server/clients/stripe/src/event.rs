//! The events that matter here, out of the many that Stripe sends.

use serde::Deserialize;
use serde_json::Value;

use crate::StripeError;

/// No id of Stripe's is longer.
const LONGEST_WORD: usize = 255;

/// An event, after its signature was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The same each time it is sent.
    pub id: String,
    /// When it happened, in seconds since 1970: events may arrive out of their order.
    pub created: i64,
    pub kind: EventKind,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EventKind {
    /// A subscription was begun, renewed or changed.
    Running(Subscription),
    /// A subscription is over.
    Ended(Subscription),
    /// Nothing that concerns us.
    Other(String),
}

/// A subscription as our own metadata names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    pub id: String,
    pub customer: String,
    pub organization: String,
    pub plan: String,
    /// When it was begun, in seconds since 1970.
    pub begun: i64,
}

#[derive(Deserialize)]
struct Envelope {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    created: i64,
    data: Data,
}

#[derive(Deserialize)]
struct Data {
    object: Value,
}

impl Event {
    /// Reads a body whose signature was checked.
    pub fn read(body: &[u8]) -> Result<Self, StripeError> {
        let Envelope { id, kind, created, data } =
            serde_json::from_slice(body).map_err(|error| StripeError::BadResponse(error.to_string()))?;
        if !is_word(&id) || !is_word(&kind) {
            return Err(StripeError::BadResponse("its id or its kind is no word".to_owned()));
        }
        let object = data.object;
        let status = text(&object, "status").unwrap_or_default();
        let begun = object.get("created").and_then(Value::as_i64).unwrap_or(created);
        let kind = match (kind.as_str(), status.as_str()) {
            ("checkout.session.completed", _) => read(&object, "subscription", created).map(EventKind::Running),
            ("customer.subscription.created" | "customer.subscription.updated", "active" | "trialing" | "past_due") => {
                read(&object, "id", begun).map(EventKind::Running)
            }
            ("customer.subscription.updated", "canceled" | "unpaid" | "incomplete_expired")
            | ("customer.subscription.deleted", _) => read(&object, "id", begun).map(EventKind::Ended),
            _ => None,
        }
        .unwrap_or(EventKind::Other(kind));
        Ok(Self { id, created, kind })
    }
}

/// The subscription of an object; none if it is not one of ours.
fn read(object: &Value, id: &str, begun: i64) -> Option<Subscription> {
    let metadata = object.get("metadata")?;
    Some(Subscription {
        id: text(object, id)?,
        customer: text(object, "customer")?,
        organization: text(metadata, "organization")?,
        plan: text(metadata, "plan")?,
        begun,
    })
}

fn text(object: &Value, field: &str) -> Option<String> {
    object.get(field)?.as_str().filter(|text| is_word(text)).map(str::to_owned)
}

/// What Stripe gives as an id, a kind or a status: printable, and never long.
fn is_word(text: &str) -> bool {
    (1..=LONGEST_WORD).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn event(kind: &str, object: &Value) -> EventKind {
        let body = json!({ "id": "evt_1", "type": kind, "created": 5, "data": { "object": object } });
        Event::read(body.to_string().as_bytes()).unwrap().kind
    }

    #[test]
    fn a_subscription_runs_until_it_is_cancelled_or_not_paid() {
        let object = |status: &str| {
            json!({ "id": "sub_1", "customer": "cus_1", "status": status, "created": 3,
                    "metadata": { "organization": "o", "plan": "pro" } })
        };
        let kind = |status: &str| event("customer.subscription.updated", &object(status));
        assert!(
            matches!(kind("active"), EventKind::Running(subscription) if (subscription.plan.as_str(), subscription.begun) == ("pro", 3))
        );
        assert!(matches!(kind("past_due"), EventKind::Running(_)));
        assert!(matches!(kind("unpaid"), EventKind::Ended(_)));
        assert!(matches!(kind("incomplete"), EventKind::Other(_)));
        assert!(matches!(event("customer.subscription.deleted", &object("canceled")), EventKind::Ended(_)));
        assert!(matches!(event("invoice.paid", &object("paid")), EventKind::Other(_)));
    }

    #[test]
    fn an_event_of_an_odd_shape_is_refused_or_nothing_of_ours() {
        let read = |body: &str| Event::read(body.as_bytes());
        for body in [
            "",
            "null",
            "[]",
            r#"{"id":"evt_1","type":"x","created":5}"#,
            r#"{"id":7,"type":"x","created":5,"data":{"object":{}}}"#,
            r#"{"id":"evt_1","type":"x","created":"5","data":{"object":{}}}"#,
            r#"{"id":"evt_1","type":"x","created":5.5,"data":{"object":{}}}"#,
            r#"{"id":"evt_\u0000","type":"x","created":5,"data":{"object":{}}}"#,
            r#"{"id":"evt_\ud800","type":"x","created":5,"data":{"object":{}}}"#,
            r#"{"id":"","type":"x","created":5,"data":{"object":{}}}"#,
        ] {
            assert!(read(body).is_err(), "{body}");
        }
        for object in ["null", "7", "[]", r#"{"metadata":7}"#, r#"{"metadata":{"organization":{},"plan":[]}}"#] {
            let body = format!(
                r#"{{"id":"evt_1","type":"checkout.session.completed","created":5,"data":{{"object":{object}}}}}"#
            );
            assert!(matches!(read(&body).unwrap().kind, EventKind::Other(_)), "{object}");
        }
        let nul = json!({ "id": "cs_1", "customer": "cus_\0", "subscription": "sub_1",
                          "metadata": { "organization": "o", "plan": "pro" } });
        assert!(matches!(event("checkout.session.completed", &nul), EventKind::Other(_)));
    }

    #[test]
    fn what_does_not_name_one_of_ours_is_not_ours() {
        let object = json!({ "id": "sub_1", "customer": "cus_1", "status": "active", "metadata": {} });
        assert!(matches!(event("customer.subscription.updated", &object), EventKind::Other(_)));
    }
}
