//! The events that matter here, out of the many that Stripe sends. An event with a missing or malformed field is
//! treated as one that does not matter: a strict reader would make Stripe send it again for days.

use serde_json::Value;

use crate::reading::{number, present, text};
use crate::subscription::{Subscription, of_invoice, of_session, of_subscription};

/// An event, after its signature was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The same each time it is sent.
    pub id: String,
    /// When it happened, in seconds since 1970, if it says so: events may arrive out of order.
    pub created: Option<i64>,
    pub kind: EventKind,
}

/// The kind of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EventKind {
    /// The state of a subscription of ours.
    Told { subscription: Subscription, standing: Standing },
    /// Nothing that concerns us.
    Other(String),
}

/// The state of a subscription.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It was paid. Its later states come with events of their own.
    Paid,
    /// It runs; also while Stripe still tries to collect a late payment.
    Running,
    /// It is paused or was left unpaid, and may run again.
    Resting,
    /// It has ended, for good: Stripe never restarts one.
    Ended,
}

impl Standing {
    /// The lower-case word for logs and storage.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Paid => "paid",
            Self::Running => "running",
            Self::Resting => "resting",
            Self::Ended => "ended",
        }
    }
}

impl Event {
    /// Parses a body whose signature was checked; none if it is no event at all.
    pub fn read(body: &[u8]) -> Option<Self> {
        let event: Value = serde_json::from_slice(body).ok()?;
        let kind = text(&event, "type").unwrap_or_default();
        let object = event.get("data")?.get("object")?;
        let kind = match told(&kind, object) {
            Some((subscription, standing)) => EventKind::Told { subscription, standing },
            None => EventKind::Other(kind),
        };
        Some(Self { id: text(&event, "id")?, created: number(&event, "created"), kind })
    }
}

fn told(kind: &str, object: &Value) -> Option<(Subscription, Standing)> {
    match kind {
        "checkout.session.completed" | "checkout.session.async_payment_succeeded" => {
            is_paid(object).then_some(())?;
            Some((of_session(object)?, Standing::Paid))
        }
        "invoice.paid" | "invoice.payment_succeeded" => Some((of_invoice(object)?, Standing::Paid)),
        "customer.subscription.deleted" => Some((of_subscription(object)?, Standing::Ended)),
        _ if kind.starts_with("customer.subscription.") => Some((of_subscription(object)?, standing(object)?)),
        _ => None,
    }
}

/// A session can be completed long before a bank has sent the money, or refused to. Sessions of old versions do not
/// say.
fn is_paid(session: &Value) -> bool {
    match session.get("payment_status") {
        None => true,
        Some(status) => matches!(status.as_str(), Some("paid" | "no_payment_required")),
    }
}

/// None while the first payment is open: that may still succeed or fail.
fn standing(subscription: &Value) -> Option<Standing> {
    match text(subscription, "status")?.as_str() {
        // `void` is Stripe's word for a service that is suspended meanwhile; other pauses only delay the payment.
        "active" | "trialing" | "past_due" if pause(subscription).as_deref() == Some("void") => Some(Standing::Resting),
        "active" | "trialing" | "past_due" => Some(Standing::Running),
        "paused" | "unpaid" => Some(Standing::Resting),
        "canceled" | "incomplete_expired" => Some(Standing::Ended),
        _ => None,
    }
}

fn pause(subscription: &Value) -> Option<String> {
    text(present(subscription, "pause_collection")?, "behavior")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn event(kind: &str, object: &Value) -> EventKind {
        let body = json!({ "id": "evt_1", "type": kind, "created": 5, "data": { "object": object } });
        Event::read(body.to_string().as_bytes()).unwrap().kind
    }

    fn standing_of(kind: &str, object: &Value) -> Option<Standing> {
        match event(kind, object) {
            EventKind::Told { standing, .. } => Some(standing),
            EventKind::Other(_) => None,
        }
    }

    fn subscription(status: &str) -> Value {
        json!({ "id": "sub_1", "customer": "cus_1", "status": status, "created": 3,
                "metadata": { "organization": "o", "plan": "pro" } })
    }

    #[test]
    fn a_subscription_runs_while_it_is_paid_for_and_rests_while_it_is_not() {
        for (status, standing) in [
            ("active", Some(Standing::Running)),
            ("trialing", Some(Standing::Running)),
            ("past_due", Some(Standing::Running)),
            ("paused", Some(Standing::Resting)),
            ("unpaid", Some(Standing::Resting)),
            ("incomplete", None),
            ("incomplete_expired", Some(Standing::Ended)),
            ("canceled", Some(Standing::Ended)),
            ("status_of_tomorrow", None),
        ] {
            for kind in ["created", "updated", "paused", "resumed", "pending_update_applied"] {
                let kind = format!("customer.subscription.{kind}");
                assert_eq!(standing_of(&kind, &subscription(status)), standing, "{kind} {status}");
            }
            assert_eq!(standing_of("customer.subscription.deleted", &subscription(status)), Some(Standing::Ended));
        }
        assert_eq!(standing_of("invoice.paid", &subscription("paid")), None, "no invoice of a subscription");
    }

    #[test]
    fn a_service_that_is_not_given_rests_and_a_payment_that_is_put_off_does_not_matter() {
        let mut paused = subscription("active");
        for (behaviour, standing) in [
            ("void", Standing::Resting),
            ("keep_as_draft", Standing::Running),
            ("mark_uncollectible", Standing::Running),
        ] {
            paused["pause_collection"] = json!({ "behavior": behaviour, "resumes_at": null });
            assert_eq!(standing_of("customer.subscription.updated", &paused), Some(standing), "{behaviour}");
        }
    }

    #[test]
    fn a_session_counts_once_its_money_has_come() {
        let mut session = json!({ "id": "cs_1", "customer": "cus_1", "status": "complete", "subscription": "sub_1",
                "metadata": { "organization": "o", "plan": "pro" } });
        let completed = |session: &Value| standing_of("checkout.session.completed", session);
        assert_eq!(completed(&session), Some(Standing::Paid));
        for (status, standing) in [
            (json!("paid"), Some(Standing::Paid)),
            (json!("no_payment_required"), Some(Standing::Paid)),
            (json!("unpaid"), None),
            (json!("processing"), None),
            (json!(null), None),
            (json!(1), None),
        ] {
            session["payment_status"] = status;
            assert_eq!(completed(&session), standing, "{session}");
        }
        session["payment_status"] = json!("unpaid");
        assert_eq!(standing_of("checkout.session.async_payment_failed", &session), None);
        session["payment_status"] = json!("paid");
        assert_eq!(standing_of("checkout.session.async_payment_succeeded", &session), Some(Standing::Paid));
    }

    #[test]
    fn what_does_not_name_one_of_ours_is_not_ours_however_odd_it_is() {
        let mut object = subscription("active");
        for metadata in [json!({}), json!(null), json!("pro"), json!({ "organization": 7, "plan": ["pro"] })] {
            object["metadata"] = metadata;
            assert!(matches!(event("customer.subscription.updated", &object), EventKind::Other(_)));
        }
        for object in [json!(null), json!([]), json!("sub_1"), json!({ "id": "sub\0", "customer": "cus_1" })] {
            assert!(matches!(event("customer.subscription.deleted", &object), EventKind::Other(_)));
        }
    }

    #[test]
    fn what_is_no_event_is_none_and_what_an_event_lacks_is_left_out() {
        for body in [
            "",
            "{}",
            "[]",
            "null",
            "{",
            "\u{feff}",
            r#"{"id":"evt_1","type":"x","created":5}"#,
            r#"{"id":7,"type":"x","created":5,"data":{"object":{}}}"#,
            r#"{"id":"evt_\u0000","type":"x","created":5,"data":{"object":{}}}"#,
            r#"{"id":"evt_\ud800","type":"x","created":5,"data":{"object":{}}}"#,
            r#"{"id":"","type":"x","created":5,"data":{"object":{}}}"#,
        ] {
            assert_eq!(Event::read(body.as_bytes()), None, "{body}");
        }
        assert_eq!(Event::read(&[0xff, 0xfe]), None);
        for odd in [
            r#"{"id":"evt_1","data":{"object":null}}"#,
            r#"{"id":"evt_1","created":"soon","type":{},"data":{"object":7},"extra":[1]}"#,
            r#"{"id":"evt_1","created":5.5,"data":{"object":[]}}"#,
        ] {
            let odd = Event::read(odd.as_bytes()).unwrap();
            assert_eq!((odd.created, odd.kind), (None, EventKind::Other(String::new())));
        }
    }
}
