//! `/god-dashboard/mailbox`: every mail of the platform and its delivery state.

use domain::{ListAddress, Page as Rows};
use god_domain::mails::{Delivery, MailQuery, MailRow, Mailbox};
use kit::PageTitle;
use leptos::prelude::*;
use ui::{
    Address, Alert, Card, Column, EmptyState, IconName, Load, Page, PageHeader, PageLinks, RowLink, Table, TableCell,
    TableRow, TableSkeleton, Time, Tone,
};

use super::status::StatusBadge;
use crate::api::list_mails;

/// The mailbox: without an SMTP server, mails are read here.
#[component]
pub fn MailboxPage() -> impl IntoView {
    let page = kit::asked_page();
    let mails = Resource::new_blocking(move || page.get(), |page| list_mails(MailQuery { page }));
    view! {
        <PageTitle title="Mailbox" />
        <Page>
            <PageHeader title="Mailbox" description="Every mail that the platform wrote, and what became of it." />
            <Load
                resource=mails
                fallback=|| view! { <TableSkeleton rows=6 columns=4 /> }
                view=|mailbox| view! { <MailTable mailbox /> }.into_any()
            />
        </Page>
    }
}

#[component]
fn MailTable(mailbox: Mailbox) -> impl IntoView {
    let columns = vec![Column::new("Subject"), Column::new("To"), Column::new("State"), Column::new("Written")];
    let Mailbox { page: Rows { rows, place }, smtp_configured, delivery } = mailbox;
    let (is_empty, address) = (rows.is_empty(), ListAddress::new("/god-dashboard/mailbox"));
    let rows = rows.into_iter().map(|mail| view! { <MailLine mail /> }).collect_view();
    view! {
        {(!smtp_configured)
            .then(|| {
                view! {
                    <Alert tone=Tone::Info title="No SMTP server is configured">
                        "Mails stay here and reach nobody. Set SMTP_URL to send them."
                    </Alert>
                }
            })}
        {delivery.rate().map(|rate| view! { <DeliveryRate rate delivery /> })}
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
        <PageLinks place address />
    }
}

/// How many of the last 30 days' mails were delivered.
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
                <Time moment=mail.created />
            </TableCell>
        </TableRow>
    }
}
