//! The organisation in figures, for people who run it.

use domain::Permission;
use domain::home::{Figure, HomeCard, Unit};
use server_core::Caller;

use super::Facts;

const AGAINST: &str = "on the 30 days before";

/// Members, and the messages and cost of 30 days; the cost for people who pay.
pub(super) fn of(caller: &Caller, facts: &Facts) -> Vec<HomeCard> {
    let span = |title: &str, value, before, unit| Figure {
        title: title.to_owned(),
        value,
        unit,
        before: facts.has_past.then_some(before),
        against: AGAINST.to_owned(),
    };
    let mut figures = vec![
        span("Conversations in 30 days", facts.conversations, facts.conversations_before, Unit::Things),
        span("Messages in 30 days", facts.messages, facts.messages_before, Unit::Things),
    ];
    // One member alone is not worth a figure.
    if facts.members > 1 {
        figures.insert(0, members(facts));
    }
    if caller.allow(Permission::ManagePlan).is_ok() {
        figures.push(span("AI cost in 30 days", facts.cost, facts.cost_before, Unit::Microcents));
    }
    figures.into_iter().map(HomeCard::Figure).collect()
}

fn members(facts: &Facts) -> Figure {
    Figure {
        title: "Members".to_owned(),
        value: facts.members,
        unit: Unit::Things,
        before: facts.has_past.then(|| facts.members - facts.joined),
        against: "in 30 days".to_owned(),
    }
}
