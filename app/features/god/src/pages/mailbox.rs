//! `/god-dashboard/mailbox`: every mail of the platform and what became of it.

use domain::mails::{Delivery, MailQuery, MailRow, MailboxPage as Mails};
use domain::paging::asked_page;
use kit::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::{
    Address, Alert, Card, Column, EmptyState, IconName, Load, Page, PageHeader, Pagination, RowLink, Table, TableCell,
    TableRow, TableSkeleton, Tone,
};

use super::status::StatusBadge;
use crate::api::list_mails;

/// The mailbox: without an SMTP server this is where mails are read.
#[component]
pub fn MailboxPage() -> impl IntoView {
    let query = use_query_map();
    let page = Memo::new(move |_| query.with(|query| query.get("page")).map_or(1, |page| asked_page(&page)));
    let mails = Resource::new_blocking(move || page.get(), |page| list_mails(MailQuery { page }));
    view! {
        <PageTitle title="Mailbox" />
        <Page>
            <PageHeader title="Mailbox" description="Every mail that the platform wrote, and what became of it." />
            <Load
                resource=mails
                fallback=|| view! { <TableSkeleton rows=6 columns=4 /> }
                view=|mails| view! { <MailTable mails /> }.into_any()
            />
        </Page>
    }
}

#[component]
fn MailTable(mails: Mails) -> impl IntoView {
    let columns = vec![Column::new("Subject"), Column::new("To"), Column::new("State"), Column::new("Written")];
    let to = |page: u32| format!("/god-dashboard/mailbox?page={page}");
    let (summary, previous, next) =
        (mails.paging.summary(), mails.paging.previous().map(to), mails.paging.next().map(to));
    let is_empty = mails.mails.is_empty();
    let rows = mails.mails.into_iter().map(|mail| view! { <MailLine mail /> }).collect_view();
    view! {
        {(!mails.smtp_configured)
            .then(|| {
                view! {
                    <Alert tone=Tone::Info title="No SMTP server is configured">
                        "Mails stay here and reach nobody. Set SMTP_URL to send them."
                    </Alert>
                }
            })}
        {mails.delivery.rate().map(|rate| view! { <DeliveryRate rate delivery=mails.delivery /> })}
        <Table
            caption="Mails of the platform"
            columns
            is_empty
            empty=|| {
                view! {
                    <EmptyState
                        icon=IconName::Mail
                        title="No mails yet"
                        text="Invitations, address checks and password resets will appear here as they are written."
                    />
                }
            }
        >
            {rows}
        </Table>
        {(!is_empty)
            .then(|| {
                view! {
                    <Pagination summary previous next />
                }
            })}
    }
}

/// How many of the last 30 days' mails arrived.
#[component]
fn DeliveryRate(rate: String, delivery: Delivery) -> impl IntoView {
    let figures = [
        ("Delivered", rate),
        ("Sent", delivery.sent.to_string()),
        ("Given up", delivery.failed.to_string()),
        ("Waiting", delivery.waiting.to_string()),
    ]
    .map(|(label, figure)| {
        view! {
            <div class="flex flex-col gap-0.5">
                <dt class="text-[13px] text-muted">{label}</dt>
                <dd class="text-lg font-semibold text-ink tabular-nums">{figure}</dd>
            </div>
        }
    })
    .collect_view();
    view! {
        <Card title="Delivery, last 30 days">
            <dl class="grid grid-cols-2 gap-4 sm:grid-cols-4">{figures}</dl>
        </Card>
    }
}

#[component]
fn MailLine(mail: MailRow) -> impl IntoView {
    let error = mail.last_error.map(|error| view! { <span class="block text-[13px] text-muted">{error}</span> });
    view! {
        <TableRow>
            <TableCell>
                <RowLink href=format!("/god-dashboard/mailbox/{}", mail.id)>{mail.subject}</RowLink>
            </TableCell>
            <TableCell label="To">
                <Address text=mail.recipient />
            </TableCell>
            <TableCell label="State">
                <span>
                    <StatusBadge status=mail.status />
                    {error}
                </span>
            </TableCell>
            <TableCell label="Written">
                <time datetime=mail.created.iso title=mail.created.long>
                    {mail.created.short}
                </time>
            </TableCell>
        </TableRow>
    }
}
