//! One member in the list.

use domain::Role;
use domain::organizations::MemberRow;
use leptos::prelude::*;
use ui::{Address, Avatar, Badge, Name, RowLink, TableCell, TableRow, Time, Tone};

use super::LIST;

/// A role as a badge.
#[component]
pub(super) fn RoleBadge(role: Role) -> impl IntoView {
    let tone = match role {
        Role::Owner => Tone::Info,
        Role::Admin => Tone::Success,
        Role::Member => Tone::Neutral,
    };
    view! { <Badge tone>{role.label()}</Badge> }
}

#[component]
pub(super) fn MemberRow(member: MemberRow, tier: String) -> impl IntoView {
    // Inside the link, which is wider than a short name.
    let you = member.is_you.then(|| view! { <span class="font-normal text-muted">" (you)"</span> });
    view! {
        <TableRow>
            <TableCell>
                <span class="flex min-w-0 items-center gap-2.5 font-medium">
                    <Avatar name=member.name.clone() picture=member.picture />
                    <RowLink href=format!("{LIST}/{}", member.user_id)>
                        {member.name} {you}
                    </RowLink>
                </span>
            </TableCell>
            <TableCell label="E-mail">
                <Address text=member.email whole=true />
            </TableCell>
            <TableCell label="Role">
                <RoleBadge role=member.role />
            </TableCell>
            <TableCell label="Tier">
                <Name text=tier />
            </TableCell>
            <TableCell label="Joined">
                <Time moment=member.joined />
            </TableCell>
        </TableRow>
    }
}
