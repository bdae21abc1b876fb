//! The organisation's past and present plans.

use domain::figures::dollars;
use god_domain::SubscriptionRow;
use leptos::prelude::*;
use ui::{Badge, Column, EmptyState, IconName, Table, TableCell, TableRow, Time, Tone};

/// The history, the current plan first.
#[component]
pub(super) fn SubscriptionList(lines: Vec<SubscriptionRow>) -> impl IntoView {
    let columns = vec![
        Column::new("Plan"),
        Column::new("A month").end(),
        Column::new("By"),
        Column::new("From"),
        Column::new("Until"),
    ];
    let is_empty = lines.is_empty();
    let rows = lines.into_iter().map(|line| view! { <Line line /> }).collect_view();
    view! {
        <Table
            caption="Plans of this organisation"
            columns
            is_empty
            empty=|| {
                view! {
                    <EmptyState icon=IconName::Clock title="No plan yet" text="Its plans appear here as they change." />
                }
            }
        >
            {rows}
        </Table>
    }
}

#[component]
fn Line(line: SubscriptionRow) -> impl IntoView {
    let until = match line.ended {
        Some(moment) => view! { <Time moment /> }.into_any(),
        None => view! {
            <Badge tone=Tone::Success dot=true>
                "Running"
            </Badge>
        }
        .into_any(),
    };
    view! {
        <TableRow>
            <TableCell class="font-medium">{line.plan}</TableCell>
            <TableCell label="A month" end=true>
                {dollars(line.price_cents.into())}
            </TableCell>
            <TableCell label="By">{if line.is_stripe { "Stripe" } else { "Hand" }}</TableCell>
            <TableCell label="From">
                <Time moment=line.started />
            </TableCell>
            <TableCell label="Until">{until}</TableCell>
        </TableRow>
    }
}
