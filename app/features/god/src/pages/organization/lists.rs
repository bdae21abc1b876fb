//! The plain lists of an organisation's page: members, invitations, audit trail, mails.

use god_domain::mails::MailRow;
use god_domain::{AuditRow, InviteRow, InviteState, MemberRow};
use leptos::prelude::*;
use ui::{Address, Avatar, Badge, Column, EmptyState, IconName, Name, RowLink, Table, TableCell, TableRow, Time, Tone};

use crate::pages::status::StatusBadge;

/// Every member.
#[component]
pub(super) fn MemberList(members: Vec<MemberRow>) -> impl IntoView {
    let rows: Vec<AnyView> = members
        .into_iter()
        .map(|member| {
            view! {
                <TableRow>
                    <TableCell>
                        <span class="flex min-w-0 items-center gap-2.5 font-medium">
                            <Avatar name=member.name.clone() />
                            <Name text=member.name />
                        </span>
                    </TableCell>
                    <TableCell label="E-mail">
                        <Address text=member.email />
                    </TableCell>
                    <TableCell label="Role">
                        <Badge>{member.role.label()}</Badge>
                    </TableCell>
                    <TableCell label="Joined">
                        <Time moment=member.joined />
                    </TableCell>
                </TableRow>
            }
            .into_any()
        })
        .collect();
    let nothing = (IconName::Users, "Nobody yet", "People appear here as they accept their invitations.");
    list("Members of this organisation", &["Name", "E-mail", "Role", "Joined"], rows, nothing)
}

/// Every invited person.
#[component]
pub(super) fn InviteList(invites: Vec<InviteRow>) -> impl IntoView {
    let rows: Vec<AnyView> = invites
        .into_iter()
        .map(|invite| {
            let (tone, state) = match invite.state {
                InviteState::Open => (Tone::Info, "Open"),
                InviteState::Accepted => (Tone::Success, "Accepted"),
                InviteState::Revoked => (Tone::Neutral, "Revoked"),
                InviteState::Expired => (Tone::Warning, "Expired"),
            };
            view! {
                <TableRow>
                    <TableCell>
                        <Address text=invite.email whole=true class="font-medium" />
                    </TableCell>
                    <TableCell label="Role">
                        <Badge>{invite.role.label()}</Badge>
                    </TableCell>
                    <TableCell label="State">
                        <Badge tone dot=true>
                            {state}
                        </Badge>
                    </TableCell>
                    <TableCell label="Sent">
                        <Time moment=invite.sent />
                    </TableCell>
                    <TableCell label="Ends">
                        <Time moment=invite.expires />
                    </TableCell>
                </TableRow>
            }
            .into_any()
        })
        .collect();
    let nothing = (IconName::Mail, "No invitations", "Invitations that this organisation sends appear here.");
    list("Invitations of this organisation", &["E-mail", "Role", "State", "Sent", "Ends"], rows, nothing)
}

/// What was done, and by whom.
#[component]
pub(super) fn AuditList(lines: Vec<AuditRow>) -> impl IntoView {
    let rows: Vec<AnyView> = lines
        .into_iter()
        .map(|line| {
            let whole = line.detail.clone();
            let actor = line.actor.unwrap_or_else(|| "The platform".to_owned());
            let subject = line.subject.map(|subject| {
                view! {
                    <span class="block text-xs text-muted">"as " <bdi>{subject}</bdi></span>
                }
            });
            view! {
                <TableRow>
                    <TableCell>
                        <span class="font-medium">{line.action}</span>
                    </TableCell>
                    <TableCell label="By">
                        <span class="min-w-0">
                            <Name text=actor />
                            {subject}
                        </span>
                    </TableCell>
                    <TableCell label="What" class="md:max-w-md">
                        <code dir="ltr" class="line-clamp-1 text-xs text-muted" title=whole>
                            {line.detail}
                        </code>
                    </TableCell>
                    <TableCell label="When">
                        <Time moment=line.at />
                    </TableCell>
                </TableRow>
            }
            .into_any()
        })
        .collect();
    let nothing = (IconName::Shield, "Nothing yet", "What is done in this organisation and with it is kept here.");
    list("Audit trail of this organisation", &["Action", "By", "What", "When"], rows, nothing)
}

/// The mails that were sent to it.
#[component]
pub(super) fn MailList(mails: Vec<MailRow>) -> impl IntoView {
    let rows: Vec<AnyView> = mails
        .into_iter()
        .map(|mail| {
            let error = mail.last_error.map(|error| view! { <span class="block text-xs text-muted">{error}</span> });
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
                    <TableCell label="Tries" end=true>
                        {mail.attempts}
                    </TableCell>
                    <TableCell label="Written">
                        <Time moment=mail.created />
                    </TableCell>
                </TableRow>
            }
            .into_any()
        })
        .collect();
    let nothing = (IconName::Mail, "No mails", "Mails to the people of this organisation appear here.");
    list("Mails of this organisation", &["Subject", "To", "State", "Tries", "Written"], rows, nothing)
}

pub(super) fn list(
    caption: &str,
    heads: &[&str],
    rows: Vec<AnyView>,
    (icon, title, text): (IconName, &'static str, &'static str),
) -> impl IntoView + use<> {
    let columns =
        heads.iter().map(|head| if *head == "Tries" { Column::new(*head).end() } else { Column::new(*head) }).collect();
    let is_empty = rows.is_empty();
    view! {
        <Table caption columns is_empty empty=move || view! { <EmptyState icon title text /> }>
            {rows}
        </Table>
    }
}
