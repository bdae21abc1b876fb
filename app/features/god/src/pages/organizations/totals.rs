//! The platform in five figures and their history.

use domain::figures::{count, dollars, dollars_of_microcents};
use god_domain::{OrganizationQuery, Span, Sums, Totals, TotalsQuery};
use leptos::prelude::*;
use ui::{Card, Chart, ChartKind, ChartPoint, Tab, Tabs};

use super::address;

/// One of the five.
#[derive(Clone, Copy)]
struct Figure {
    id: &'static str,
    title: &'static str,
    kind: ChartKind,
    /// Its value in a period, in the range, and as text.
    of_span: fn(&Span) -> i64,
    of_sums: fn(&Sums) -> i64,
    text: fn(i64) -> String,
}

const FIGURES: [Figure; 5] = [
    Figure {
        id: "chart-organizations",
        title: "Organisations",
        kind: ChartKind::Line,
        of_span: |span| span.organizations,
        of_sums: |sums| sums.organizations,
        text: count,
    },
    Figure {
        id: "chart-active",
        title: "Active members a day",
        kind: ChartKind::Line,
        of_span: |span| span.active_members,
        of_sums: |sums| sums.active_members,
        text: count,
    },
    Figure {
        id: "chart-messages",
        title: "Messages",
        kind: ChartKind::Bars,
        of_span: |span| span.messages,
        of_sums: |sums| sums.messages,
        text: count,
    },
    Figure {
        id: "chart-revenue",
        title: "Monthly revenue",
        kind: ChartKind::Line,
        of_span: |span| span.mrr_cents,
        of_sums: |sums| sums.mrr_cents,
        text: dollars,
    },
    Figure {
        id: "chart-cost",
        title: "AI cost",
        kind: ChartKind::Bars,
        of_span: |span| span.cost_microcents,
        of_sums: |sums| sums.cost_microcents,
        text: dollars_of_microcents,
    },
];

/// The figures of the range, with the ranges to choose from.
#[component]
pub(super) fn TotalsPanel(totals: Totals, asked: Memo<OrganizationQuery>) -> impl IntoView {
    let shown = totals.days;
    let tabs = Signal::derive(move || {
        let tab = |days: u32| {
            let query = OrganizationQuery { range: days.to_string(), ..asked.get() };
            Tab::new(format!("{days} days"), address(&query), days == shown)
        };
        TotalsQuery::RANGES.map(tab).to_vec()
    });
    let cards = FIGURES.map(|figure| view! { <FigureCard figure totals=totals.clone() /> }).collect_view();
    view! {
        <Tabs label="Range of the charts" tabs=tabs />
        <div class="grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-5">{cards}</div>
    }
}

#[component]
fn FigureCard(figure: Figure, totals: Totals) -> impl IntoView {
    let now = (figure.of_sums)(&totals.now);
    let change = totals.before.map(|before| change(now, (figure.of_sums)(&before)));
    let points: Vec<ChartPoint> = totals
        .spans
        .iter()
        .map(|span| {
            let value = (figure.of_span)(span);
            ChartPoint { label: span.label.clone(), value, text: (figure.text)(value) }
        })
        .collect();
    let words = format!("{} in the last {} days", (figure.text)(now), totals.days);
    let description = change.as_ref().map_or_else(|| words.clone(), |change| format!("{words}, {change}"));
    view! {
        <Card class="max-sm:last:col-span-2">
            <h2 class="text-[13px] font-medium text-muted">{figure.title}</h2>
            <p class="mt-1 flex flex-wrap items-baseline gap-x-2.5">
                <span class="text-xl font-semibold tracking-tight text-ink tabular-nums">{(figure.text)(now)}</span>
                {change.map(|change| view! { <span class="text-xs text-muted">{change}</span> })}
            </p>
            <Chart id=figure.id title=figure.title description points kind=figure.kind class="mt-3" />
        </Card>
    }
}

/// How a figure has changed since the preceding range: "up 12 %".
fn change(now: i64, before: i64) -> String {
    if before == 0 {
        return if now == 0 { "unchanged".to_owned() } else { "none before".to_owned() };
    }
    let percent = (i128::from(now) - i128::from(before)) * 100 / i128::from(before);
    match percent {
        0 => "unchanged".to_owned(),
        up if up > 0 => format!("up {up} %"),
        down => format!("down {} %", -down),
    }
}
