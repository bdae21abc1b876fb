//! One owner invitation in the list, and the acts on it.

use domain::invites::OwnerInviteRow;
use kit::RowState;
use leptos::form::ActionForm;
use leptos::prelude::*;
use ui::{Address, ConfirmDialog, Icon, IconName, Menu, MenuItem, Name, RowOutcome, TableCell, TableRow, Time};

use super::list::InviteActs;
use super::state::InviteBadge;

#[component]
pub(super) fn InviteRow(invite: OwnerInviteRow, acts: InviteActs) -> impl IntoView {
    let OwnerInviteRow { id, email, organization, plan, state, trouble, sent, expires, resent, inviter, .. } = invite;
    let RowState { pending, error, .. } = acts.all.row(id);
    let detail = state.is_open().then(|| {
        let words = format!("Stands until {}", expires.long);
        view! { <span class="block text-[13px] text-muted">{words}</span> }
    });
    let trouble = trouble.map(|words| view! { <span class="block text-[13px] text-danger-ink">{words}</span> });
    let again = match resent {
        0 => String::new(),
        1 => ", sent again once".to_owned(),
        times => format!(", sent again {times} times"),
    };
    let by = inviter.map(|name| view! { "by " <bdi>{name}</bdi> {again} });
    let menu =
        state.is_open().then(|| view! { <Actions id acts email=email.clone() organization=organization.clone() /> });
    view! {
        <TableRow>
            <TableCell>
                <span class="flex min-w-0 flex-col">
                    <Name text=organization class="font-medium" />
                    <Address text=email whole=true class="text-[13px] text-muted" />
                    <RowOutcome pending error />
                </span>
            </TableCell>
            <TableCell label="Plan">{plan}</TableCell>
            <TableCell label="State">
                <span class="max-md:text-end">
                    <InviteBadge state />
                    {trouble}
                    {detail}
                </span>
            </TableCell>
            <TableCell label="Sent">
                <span class="max-md:text-end">
                    <Time moment=sent />
                    <span class="block text-[13px] text-muted md:max-w-48">{by}</span>
                </span>
            </TableCell>
            <TableCell end=true>{menu}</TableCell>
        </TableRow>
    }
}

#[component]
fn Actions(id: domain::ids::OwnerInviteId, acts: InviteActs, email: String, organization: String) -> impl IntoView {
    let (menu, dialog) = (format!("invite-{id}"), format!("revoke-{id}"));
    let opens = dialog.clone();
    let trigger = ViewFnOnce::from(|| view! { <Icon name=IconName::Dots class="size-4" /> });
    let consequence =
        format!("The link that {email} has stops working. You can invite the same address again at any time.");
    view! {
        <Menu id=menu label=format!("Actions for {email}") trigger=trigger>
            <ActionForm action=acts.resend>
                <input type="hidden" name="form[id]" value=id.to_string() />
                <MenuItem icon=IconName::Mail submit=true>
                    "Send again"
                </MenuItem>
            </ActionForm>
            <MenuItem icon=IconName::Trash danger=true opens=opens>
                "Revoke"
            </MenuItem>
        </Menu>
        <ConfirmDialog
            id=dialog
            title=format!("Revoke the invitation to {organization}?")
            consequence
            confirm_label="Revoke invitation"
            action=acts.revoke
        >
            <input type="hidden" name="form[id]" value=id.to_string() />
        </ConfirmDialog>
    }
}
