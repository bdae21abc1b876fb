//! The organisation's use in the last 30 days.

use domain::figures::{count, dollars_of_microcents};
use god_domain::{OrganizationHead, UsageDay};
use leptos::prelude::*;
use ui::{Card, Chart, ChartKind, ChartPoint};

/// Three charts, and the tokens as text.
#[component]
pub(super) fn UsagePanel(days: Vec<UsageDay>, head: OrganizationHead) -> impl IntoView {
    let points = |value: fn(&UsageDay) -> i64, text: fn(i64) -> String| -> Vec<ChartPoint> {
        days.iter()
            .map(|day| ChartPoint { label: day.label.clone(), value: value(day), text: text(value(day)) })
            .collect()
    };
    let (read, written) =
        days.iter().fold((0, 0), |(read, written), day| (read + day.input_tokens, written + day.output_tokens));
    let tokens = format!("{} tokens read, {} written", count(read), count(written));
    let messages = points(|day| day.messages, count);
    let active = points(|day| day.active_members, count);
    let cost = points(|day| day.cost_microcents, dollars_of_microcents);
    let said = format!("{} messages in {} new conversations", count(head.messages), count(head.conversations));
    view! {
        <div class="grid gap-4 lg:grid-cols-3">
            <Card title="Messages" description=said.clone()>
                <Chart
                    id="chart-messages"
                    title="Messages a day"
                    description=said
                    points=messages
                    kind=ChartKind::Bars
                />
            </Card>
            <Card title="Active members" description="Who wrote something on the day">
                <Chart
                    id="chart-active"
                    title="Active members a day"
                    description="Members who wrote something, in the last 30 days"
                    points=active
                />
            </Card>
            <Card title="AI cost" description=tokens.clone()>
                <Chart
                    id="chart-cost"
                    title="AI cost a day"
                    description=format!("{} in the last 30 days: {tokens}", dollars_of_microcents(head.cost_microcents))
                    points=cost
                    kind=ChartKind::Bars
                />
            </Card>
        </div>
    }
}
