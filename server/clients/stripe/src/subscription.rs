//! Our subscriptions, as the objects of events name them.

use serde_json::Value;

use crate::client::CURRENCY;
use crate::reading::{number, present, text};

/// A subscription as our own metadata names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    pub id: String,
    pub customer: String,
    pub organization: String,
    /// The plan that it was begun for.
    pub plan: String,
    /// When it was begun, in seconds since 1970, where the event says so.
    pub begun: Option<i64>,
    /// The current price, where the event has it: it changes when somebody switches plans on Stripe's pages.
    pub price: Option<Price>,
}

/// The price of a subscription.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Price {
    /// Plans that the price names, if it names any.
    pub plans: Vec<String>,
    /// Cents a month, if it is a monthly price in our currency.
    pub cents: Option<i64>,
}

/// The subscription that a checkout session has begun.
pub(crate) fn of_session(session: &Value) -> Option<Subscription> {
    let metadata = session.get("metadata")?;
    named(text(session, "subscription")?, text(session, "customer")?, metadata)
}

/// The subscription of an invoice, in the format of the current or of earlier API versions.
pub(crate) fn of_invoice(invoice: &Value) -> Option<Subscription> {
    let parent = invoice.get("parent").and_then(|parent| parent.get("subscription_details"));
    let details = parent.or_else(|| invoice.get("subscription_details"));
    let id = text(invoice, "subscription").or_else(|| text(parent?, "subscription"))?;
    named(id, text(invoice, "customer")?, details?.get("metadata")?)
}

/// The subscription itself.
pub(crate) fn of_subscription(object: &Value) -> Option<Subscription> {
    let subscription = named(text(object, "id")?, text(object, "customer")?, object.get("metadata")?)?;
    Some(Subscription { begun: number(object, "created"), price: price(object), ..subscription })
}

fn named(id: String, customer: String, metadata: &Value) -> Option<Subscription> {
    let (organization, plan) = (text(metadata, "organization")?, text(metadata, "plan")?);
    Some(Subscription { id, customer, organization, plan, begun: None, price: None })
}

/// The price of the first item; earlier API versions call it a plan.
fn price(subscription: &Value) -> Option<Price> {
    let items = subscription.get("items").and_then(|items| items.get("data")).and_then(Value::as_array);
    let first = items.and_then(|items| items.iter().find_map(|item| present(item, "price")));
    let price = first.or_else(|| present(subscription, "plan"))?;
    let named = price.get("metadata").and_then(|metadata| text(metadata, "plan"));
    let plans = named.into_iter().chain(text(price, "lookup_key")).collect();
    let cents = number(price, "unit_amount").or_else(|| number(price, "amount")).filter(|_| is_monthly(price));
    Some(Price { plans, cents })
}

fn is_monthly(price: &Value) -> bool {
    let period = present(price, "recurring").unwrap_or(price);
    text(price, "currency").is_none_or(|currency| currency.eq_ignore_ascii_case(CURRENCY))
        && text(period, "interval").is_none_or(|interval| interval == "month")
        && number(period, "interval_count").is_none_or(|count| count == 1)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn metadata() -> Value {
        json!({ "organization": "o", "plan": "pro" })
    }

    #[test]
    fn an_invoice_names_its_subscription_in_two_ways() {
        let today = json!({ "customer": "cus_1", "parent": { "type": "subscription_details",
            "subscription_details": { "subscription": "sub_1", "metadata": metadata() } } });
        let earlier = json!({ "customer": "cus_1", "subscription": "sub_1",
            "subscription_details": { "metadata": metadata() } });
        assert_eq!(of_invoice(&today).unwrap().id, "sub_1");
        assert_eq!(of_invoice(&today), of_invoice(&earlier));
        assert_eq!(of_invoice(&json!({ "customer": "cus_1", "metadata": metadata() })), None);
    }

    #[test]
    fn a_session_without_a_subscription_is_none_of_ours() {
        let session =
            |subscription: Value| json!({ "customer": "cus_1", "subscription": subscription, "metadata": metadata() });
        assert_eq!(of_session(&session(json!("sub_1"))).unwrap().id, "sub_1");
        for subscription in [json!(null), json!(7), json!({ "id": "sub_1" }), json!("")] {
            assert_eq!(of_session(&session(subscription)), None);
        }
    }

    #[test]
    fn a_price_tells_what_is_paid_a_month_and_may_name_a_plan() {
        let priced = |price: Value| {
            let object = json!({ "id": "sub_1", "customer": "cus_1", "metadata": metadata(),
                "items": { "data": [{ "id": "si_1", "price": price }] } });
            of_subscription(&object).unwrap().price.unwrap()
        };
        let month = json!({ "unit_amount": 9900, "currency": "usd", "recurring": { "interval": "month", "interval_count": 1 } });
        assert_eq!(priced(month), Price { plans: Vec::new(), cents: Some(9_900) });
        let year =
            json!({ "unit_amount": 9900, "currency": "usd", "recurring": { "interval": "year" }, "lookup_key": "pro" });
        assert_eq!(priced(year), Price { plans: vec!["pro".to_owned()], cents: None });
        assert_eq!(priced(json!({ "unit_amount": 9900, "currency": "eur" })).cents, None);
        assert_eq!(priced(json!({ "unit_amount": null, "metadata": { "plan": "pro" } })).plans, ["pro"]);
        let earlier = json!({ "id": "sub_1", "customer": "cus_1", "metadata": metadata(),
            "items": "none", "plan": { "amount": 9900, "interval": "month" } });
        assert_eq!(of_subscription(&earlier).unwrap().price.unwrap().cents, Some(9_900));
    }
}
