//! `/settings/plan`: the organisation's plan, its use, and the other plans.

use domain::Permission;
use domain::figures::{bytes, count, dollars, dollars_of_microcents};
use kit::PageTitle;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_query_map;
use organization_domain::plans::{PlanOffer, PlanTime, PlanUsage, Use};
use ui::{
    Alert, Badge, Button, ButtonVariant, Card, Column, Icon, IconName, Load, Page, PageHeader, Progress, SectionHeader,
    Table, TableCell, TableRow, TextSkeleton, Tone,
};

use crate::api::{ManageBilling, StartCheckout, get_plan};
use crate::permitted::Permitted;

/// Plan and use, for the owner.
#[component]
pub fn PlanPage() -> impl IntoView {
    view! {
        <PageTitle title="Plan and usage" />
        <Permitted needed=Permission::ManagePlan>
            <Whole />
        </Permitted>
    }
}

#[component]
fn Whole() -> impl IntoView {
    let plan = Resource::new_blocking(|| (), |()| get_plan());
    let query = use_query_map();
    let paid = move || query.with(|query| query.get("paid").is_some());
    view! {
        <Page>
            <PageHeader
                title="Plan and usage"
                description="What your organisation is on, and how much of it is used."
            />
            {move || {
                paid()
                    .then(|| {
                        view! {
                            <Alert tone=Tone::Success title="Thank you!">
                                "The new plan holds as soon as the payment is confirmed, usually within a minute."
                            </Alert>
                        }
                    })
            }}
            <Load
                resource=plan
                fallback=|| view! { <TextSkeleton lines=8 /> }
                view=|plan| view! { <Plan plan /> }.into_any()
            />
        </Page>
    }
}

#[component]
fn Plan(plan: PlanUsage) -> impl IntoView {
    let PlanUsage { name, price_cents, seats, storage, ai, renews, offers, history, can_pay, is_customer } = plan;
    let manage = (can_pay && is_customer).then(|| {
        view! {
            <form method="post" action=ManageBilling::PATH>
                <Button submit=true>"Payment and invoices"</Button>
            </form>
        }
    });
    view! {
        <Card>
            <div class="flex flex-wrap items-center justify-between gap-4">
                <div>
                    <p class="text-xs text-muted">"Your plan"</p>
                    <p class="text-lg font-semibold text-ink">{name}</p>
                    <p class="text-sm text-muted">{a_month(price_cents)}</p>
                </div>
                {manage}
            </div>
        </Card>
        <div class="grid gap-4 sm:grid-cols-3">
            <Meter title="Members" usage=seats text=count note="Open invitations count." />
            <Meter title="Storage" usage=storage text=bytes note="Files of the whole organisation." />
            <Meter title="AI this month" usage=ai text=dollars_of_microcents note=format!("Begins anew on {renews}.") />
        </div>
        <SectionHeader title="Plans" description=offers_text(can_pay, is_customer) />
        <div class="grid gap-4 md:grid-cols-3">
            {offers.into_iter().map(|offer| view! { <Offer offer can_pay /> }).collect_view()}
        </div>
        <History history />
    }
}

/// Worded the same for every plan: "Free" is the name of one.
fn a_month(price_cents: i32) -> String {
    format!("{} a month", dollars(price_cents.into()))
}

fn offers_text(can_pay: bool, is_customer: bool) -> &'static str {
    match (can_pay, is_customer) {
        (true, false) => "Move to another plan at any time.",
        (true, true) => {
            "Move to another plan at any time: you pay its first month, and what is left of a running one is credited to \
             your next invoice."
        }
        (false, _) => "To change your plan, write to the operator of this platform.",
    }
}

#[component]
fn Meter(title: &'static str, usage: Use, text: fn(i64) -> String, #[prop(into)] note: String) -> impl IntoView {
    let words = match usage.limit {
        Some(limit) => format!("{} of {}", text(usage.used), text(limit)),
        None => format!("{}, no limit", text(usage.used)),
    };
    let percent = usage.percent();
    let tight = percent.filter(|percent| *percent >= 80).map(|percent| {
        let words = if percent >= 100 { "Used up" } else { "Nearly used up" };
        let tone = if percent >= 100 { Tone::Danger } else { Tone::Warning };
        view! {
            <Badge tone dot=true>
                {words}
            </Badge>
        }
    });
    view! {
        <Card>
            <div class="flex items-center justify-between gap-2">
                <h2 class="text-[13px] font-medium text-muted">{title}</h2>
                {tight}
            </div>
            <p class="mt-1 mb-2 text-[15px] font-semibold text-ink tabular-nums">{words}</p>
            {percent.map(|percent| view! { <Progress label=title value=Signal::stored(Some(percent)) /> })}
            <p class="mt-2 text-xs text-muted">{note}</p>
        </Card>
    }
}

#[component]
fn Offer(offer: PlanOffer, can_pay: bool) -> impl IntoView {
    let lines = offer
        .lines()
        .into_iter()
        .map(|line| {
            view! {
                <li class="flex items-start gap-2">
                    <Icon name=IconName::Check class="mt-0.5 size-4 text-success-ink" />
                    <span>{line}</span>
                </li>
            }
        })
        .collect_view();
    let label = format!("Choose {}", offer.name);
    let choice = match (offer.is_current, can_pay && offer.price_cents > 0) {
        (true, _) => view! { <Badge tone=Tone::Info>"Your plan"</Badge> }.into_any(),
        (false, true) => view! {
            <form method="post" action=StartCheckout::PATH>
                <input type="hidden" name="form[plan]" value=offer.key.clone() />
                <Button submit=true variant=ButtonVariant::Primary>
                    {label}
                </Button>
            </form>
        }
        .into_any(),
        (false, false) => ().into_any(),
    };
    view! {
        <Card title=offer.name.clone() description=a_month(offer.price_cents)>
            <ul class="mb-4 flex flex-col gap-1.5 text-sm text-ink">{lines}</ul>
            {choice}
        </Card>
    }
}

#[component]
fn History(history: Vec<PlanTime>) -> impl IntoView {
    let columns = vec![Column::new("Plan"), Column::new("A month").end(), Column::new("From"), Column::new("Until")];
    let rows = history
        .into_iter()
        .map(|time| {
            let until = time.ended.map_or_else(|| "Now".to_owned(), |ended| ended.short);
            view! {
                <TableRow>
                    <TableCell class="font-medium">{time.plan}</TableCell>
                    <TableCell label="A month" end=true>
                        {dollars(time.price_cents.into())}
                    </TableCell>
                    <TableCell label="From">{time.started.short}</TableCell>
                    <TableCell label="Until">{until}</TableCell>
                </TableRow>
            }
        })
        .collect_view();
    view! {
        <SectionHeader title="History" />
        <Table caption="Plans of your organisation so far" columns>
            {rows}
        </Table>
    }
}
