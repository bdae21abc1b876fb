//! `/god-dashboard/revenue`: the platform's revenue by month, with its gains and losses.

use domain::figures::{count, dollars};
use god_domain::{RevenueMonth, RevenueView};
use kit::PageTitle;
use leptos::prelude::*;
use ui::{
    Card, Chart, ChartKind, ChartPoint, Column, Load, Page, PageHeader, PageWidth, Table, TableCell, TableRow,
    TextSkeleton,
};

use crate::api::get_revenue;

/// Twelve months of revenue.
#[component]
pub fn RevenuePage() -> impl IntoView {
    let revenue = Resource::new_blocking(|| (), |()| get_revenue());
    view! {
        <PageTitle title="Revenue" />
        <Page width=PageWidth::Wide>
            <PageHeader
                title="Revenue"
                description="From the plans that organisations are on, at the price each of them came for."
            />
            <Load
                resource=revenue
                fallback=|| view! { <TextSkeleton lines=10 /> }
                view=|revenue| view! { <Revenue revenue /> }.into_any()
            />
        </Page>
    }
}

#[component]
fn Revenue(revenue: RevenueView) -> impl IntoView {
    let now = revenue.months.last().cloned();
    let (mrr, earned) = now.as_ref().map_or((0, 0), |month| (month.mrr_cents, month.revenue_cents));
    let points = |value: fn(&RevenueMonth) -> i64| -> Vec<ChartPoint> {
        revenue
            .months
            .iter()
            .map(|month| ChartPoint { label: month.label.clone(), value: value(month), text: dollars(value(month)) })
            .collect()
    };
    let mrr_points = points(|month| month.mrr_cents);
    let earned_points = points(|month| month.revenue_cents);
    let rows = revenue.months.into_iter().rev().map(|month| view! { <Month month /> }).collect_view();
    view! {
        <div class="grid gap-4 lg:grid-cols-2">
            <Card title="Monthly recurring revenue" description=format!("{} organisations pay", count(revenue.paying))>
                <p class="text-2xl font-semibold tracking-tight text-ink tabular-nums">{dollars(mrr)}</p>
                <Chart
                    id="chart-mrr"
                    title="Monthly recurring revenue"
                    description=format!("{} now", dollars(mrr))
                    points=mrr_points
                    class="mt-3"
                />
            </Card>
            <Card title="Revenue" description="Earned in each month, day by day">
                <p class="text-2xl font-semibold tracking-tight text-ink tabular-nums">{dollars(earned)}</p>
                <Chart
                    id="chart-earned"
                    title="Revenue by month"
                    description=format!("{} so far this month", dollars(earned))
                    points=earned_points
                    kind=ChartKind::Bars
                    class="mt-3"
                />
            </Card>
        </div>
        <Table caption="Revenue by month" columns=columns()>
            {rows}
        </Table>
    }
}

fn columns() -> Vec<Column> {
    let figures = ["Revenue", "MRR at its end", "New", "Larger plans", "Smaller plans", "Lost", "Churn"];
    std::iter::once(Column::new("Month")).chain(figures.map(|figure| Column::new(figure).end())).collect()
}

#[component]
fn Month(month: RevenueMonth) -> impl IntoView {
    let churn = month
        .churn_permille()
        .map_or_else(|| "–".to_owned(), |permille| format!("{}.{} %", permille / 10, permille % 10));
    view! {
        <TableRow>
            <TableCell class="font-medium whitespace-nowrap">{month.label}</TableCell>
            <TableCell label="Revenue" end=true>
                {dollars(month.revenue_cents)}
            </TableCell>
            <TableCell label="MRR at its end" end=true>
                {dollars(month.mrr_cents)}
            </TableCell>
            <TableCell label="New" end=true>
                {dollars(month.new_cents)}
            </TableCell>
            <TableCell label="Larger plans" end=true>
                {dollars(month.expansion_cents)}
            </TableCell>
            <TableCell label="Smaller plans" end=true>
                {dollars(month.contraction_cents)}
            </TableCell>
            <TableCell label="Lost" end=true>
                {dollars(month.churn_cents)}
            </TableCell>
            <TableCell label="Churn" end=true>
                {churn}
            </TableCell>
        </TableRow>
    }
}
