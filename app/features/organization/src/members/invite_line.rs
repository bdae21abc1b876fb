//! One open invitation in the list, and the acts on it.

use domain::ids::InviteId;
use domain::invites::{InviteAgain, InviteState, MemberInviteRow};
use kit::RowState;
use leptos::form::ActionForm;
use leptos::prelude::*;
use ui::{
    Address, Badge, ConfirmDialog, Icon, IconName, Menu, MenuItem, RowOutcome, TableCell, TableRow, Time, Tone,
    use_toasts,
};

use super::api::ResendInvite;
use super::invites::InviteActs;

#[component]
pub(super) fn InviteRow(invite: MemberInviteRow, tier: String, acts: InviteActs) -> impl IntoView {
    let MemberInviteRow { id, email, role, state, sent, expires, inviter, by_mail, may_change, .. } = invite;
    let tone = match state {
        InviteState::Bounced => Tone::Danger,
        InviteState::Expired => Tone::Warning,
        _ => Tone::Info,
    };
    let label = if state == InviteState::Sent && !by_mail { "Link made" } else { state.label() };
    let RowState { pending, error, .. } = acts.all.row(id);
    let until = (state == InviteState::Sent).then(|| format!("Until {}", expires.long));
    let by = inviter.map(|name| view! { "by " <bdi>{name}</bdi> });
    let menu = may_change.then(|| view! { <Actions id email=email.clone() acts /> });
    view! {
        <TableRow>
            <TableCell>
                <span class="flex min-w-0 flex-col">
                    <Address text=email whole=true class="font-medium" />
                    <RowOutcome pending error />
                </span>
            </TableCell>
            <TableCell label="As">
                <span>{role.label()} ", " <bdi>{tier}</bdi></span>
            </TableCell>
            <TableCell label="State">
                <span class="max-md:text-end">
                    <Badge tone dot=true>
                        {label}
                    </Badge>
                    <span class="block text-[13px] text-muted">{until}</span>
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
fn Actions(id: InviteId, email: String, acts: InviteActs) -> impl IntoView {
    let dialog = format!("revoke-{id}");
    let (opens, resend) = (dialog.clone(), acts.resend);
    let trigger = ViewFnOnce::from(|| view! { <Icon name=IconName::Dots class="size-4" /> });
    let usable = RwSignal::new(false);
    Effect::new(move |_| usable.set(true));
    let toasts = use_toasts();
    let as_link = Callback::new(move |()| {
        // No form is submitted here, whose event would begin the act.
        toasts.begin_act();
        resend.dispatch(ResendInvite { form: InviteAgain { id, by: "link".to_owned() } });
    });
    view! {
        <Menu id=format!("invite-{id}") label=format!("Actions for {email}") trigger=trigger>
            <ActionForm action=acts.resend>
                <input type="hidden" name="form[id]" value=id.to_string() />
                <MenuItem icon=IconName::Mail submit=true>
                    "Send again"
                </MenuItem>
            </ActionForm>
            <Show when=move || usable.get()>
                <MenuItem icon=IconName::Copy on_press=as_link>
                    "Make a fresh link"
                </MenuItem>
            </Show>
            <MenuItem icon=IconName::Trash danger=true opens=opens>
                "Take back"
            </MenuItem>
        </Menu>
        <ConfirmDialog
            id=dialog
            title=format!("Take back the invitation of {email}?")
            consequence="Its link stops working and its seat is free again. You can invite the same address at any time."
            confirm_label="Take back"
            action=acts.revoke
        >
            <input type="hidden" name="form[id]" value=id.to_string() />
        </ConfirmDialog>
    }
}
