//! One owner invitation in the list, and the acts on it.

use domain::ASKS_FOR_PROOF;
use domain::ids::OwnerInviteId;
use domain::invites::OwnerInviteRow;
use kit::RowState;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use ui::{
    Address, ButtonVariant, ConfirmDialog, Icon, IconName, Menu, MenuItem, Name, RowOutcome, StepUpField, TableCell,
    TableRow, Time,
};

use super::api::ResendOwnerInvite;
use super::list::InviteActs;
use super::state::InviteBadge;

#[component]
pub(super) fn InviteRow(invite: OwnerInviteRow, acts: InviteActs) -> impl IntoView {
    let OwnerInviteRow { id, email, organization, plan, state, trouble, sent, expires, resent, inviter, .. } = invite;
    let RowState { pending, error, .. } = acts.all.row(id);
    // That is no fault: the dialog asks.
    let error = Signal::derive(move || error.get().filter(|said| said != ASKS_FOR_PROOF));
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
    let menu = state.is_open().then(|| {
        let organization = organization.clone();
        view! {
            <Actions id acts email=email.clone() organization=organization.clone() />
            <ResendDialog id acts email=email.clone() organization />
        }
    });
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
fn Actions(id: OwnerInviteId, acts: InviteActs, email: String, organization: String) -> impl IntoView {
    let (menu, dialog) = (format!("invite-{id}"), format!("revoke-{id}"));
    let opens = dialog.clone();
    let trigger = ViewFnOnce::from(|| view! { <Icon name=IconName::Dots class="size-4" /> });
    let consequence =
        format!("The link that {email} has stops working. You can invite the same address again at any time.");
    view! {
        <Menu id=menu label=format!("Actions for {email}") trigger=trigger>
            <MenuItem icon=IconName::Mail opens=resend_dialog(id)>
                "Send again"
            </MenuItem>
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

/// Asks before a fresh link is mailed; and for a proof, where the server requires one for this row.
#[component]
fn ResendDialog(id: OwnerInviteId, acts: InviteActs, email: String, organization: String) -> impl IntoView {
    let RowState { error: refusal, is_refused, .. } = acts.all.row(id);
    let kit::StepUpState { asked, error } = kit::step_up(acts.resend);
    // The rows share the action, and a retry has no refusal while it is in progress.
    let asked = Memo::new(move |was: Option<&bool>| {
        asked.get() && (refusal.with(Option::is_some) || was.copied().unwrap_or_default())
    });
    let dialog = resend_dialog(id);
    let proof = format!("{dialog}-proof");
    // Another act on the row may have been refused.
    let open = is_refused && kit::refused_plainly(&[ResendOwnerInvite::PATH]).is_some();
    view! {
        <ConfirmDialog
            id=dialog
            title=format!("Send the invitation to {organization} again?")
            consequence=format!("A mail with a fresh link goes to {email}; the old link stops working.")
            confirm_label="Send again"
            action=acts.resend
            variant=ButtonVariant::Primary
            open
        >
            <input type="hidden" name="form[id]" value=id.to_string() />
            <StepUpField asked error id=proof />
        </ConfirmDialog>
    }
}

fn resend_dialog(id: OwnerInviteId) -> String {
    format!("resend-{id}")
}
