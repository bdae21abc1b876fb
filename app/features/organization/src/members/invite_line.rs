//! One open invitation in the list, and the acts on it.

use domain::Role;
use domain::accounts::StepUp;
use domain::ids::InviteId;
use domain::invites::{InviteAgain, InviteState, MemberInviteRow};
use kit::RowState;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use ui::{
    Address, Badge, ButtonVariant, ConfirmDialog, Icon, IconName, Menu, MenuItem, RowOutcome, TableCell, TableRow,
    Time, Tone, use_toasts,
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
    let RowState { pending, error, is_refused } = acts.all.row(id);
    let until = (state == InviteState::Sent).then(|| format!("Until {}", expires.long));
    let by = inviter.map(|name| view! { "by " <bdi>{name}</bdi> });
    let asks_proof = role == Role::Owner;
    let menu = may_change.then(|| view! { <Actions id email=email.clone() asks_proof is_refused acts /> });
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
fn Actions(
    id: InviteId,
    email: String,
    /// The invitation makes somebody an owner, so that it is sent again only after a proof.
    asks_proof: bool,
    /// An act on this invitation was refused.
    is_refused: bool,
    acts: InviteActs,
) -> impl IntoView {
    let dialog = format!("revoke-{id}");
    let opens = dialog.clone();
    // Nothing but a plain form that should send it again: another act was refused for another reason.
    let open = is_refused && kit::refused_plainly(&[ResendInvite::PATH]).is_some();
    let trigger = ViewFnOnce::from(|| view! { <Icon name=IconName::Dots class="size-4" /> });
    view! {
        <Menu id=format!("invite-{id}") label=format!("Actions for {email}") trigger=trigger>
            {if asks_proof {
                view! { <ProvenItems id /> }.into_any()
            } else {
                view! { <PlainItems id acts /> }.into_any()
            }}
            <MenuItem icon=IconName::Trash danger=true opens=opens>
                "Take back"
            </MenuItem>
        </Menu>
        {asks_proof.then(|| view! { <ProofDialogs id email=email.clone() open acts /> })}
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

/// Sends the invitation again, or shows a new link, without asking.
#[component]
fn PlainItems(id: InviteId, acts: InviteActs) -> impl IntoView {
    let (usable, toasts, resend) = (in_browser(), use_toasts(), acts.resend);
    let as_link = Callback::new(move |()| {
        // No form is submitted here, whose event would begin the act.
        toasts.begin_act();
        resend.dispatch(ResendInvite { form: InviteAgain { id, by: "link".to_owned() }, step_up: StepUp::default() });
    });
    view! {
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
    }
}

/// The same for an invitation that makes an owner: each opens its dialog of [`ProofDialogs`].
#[component]
fn ProvenItems(id: InviteId) -> impl IntoView {
    let usable = in_browser();
    view! {
        <MenuItem icon=IconName::Mail opens=again_dialog(id, "mail")>
            "Send again"
        </MenuItem>
        <Show when=move || usable.get()>
            <MenuItem icon=IconName::Copy opens=again_dialog(id, "link")>
                "Make a fresh link"
            </MenuItem>
        </Show>
    }
}

/// Asks for a proof of identity before an owner's invitation is renewed, by mail or as a link.
#[component]
fn ProofDialogs(id: InviteId, email: String, open: bool, acts: InviteActs) -> impl IntoView {
    let send = format!("Send the invitation of {email} again?");
    let link = format!("Make a fresh link for {email}?");
    view! {
        <AgainDialog id by="mail" title=send confirm_label="Send again" open acts />
        <AgainDialog id by="link" title=link confirm_label="Make a fresh link" open=false acts />
    }
}

#[component]
fn AgainDialog(
    id: InviteId,
    /// What the form sends in `form[by]`.
    by: &'static str,
    title: String,
    confirm_label: &'static str,
    open: bool,
    acts: InviteActs,
) -> impl IntoView {
    view! {
        <ConfirmDialog
            id=again_dialog(id, by)
            title
            consequence="The old link stops working. Whoever accepts the invitation becomes an owner."
            confirm_label
            action=acts.resend
            proof=true
            proof_name="step_up[proof]"
            variant=ButtonVariant::Primary
            open
        >
            <input type="hidden" name="form[id]" value=id.to_string() />
            <input type="hidden" name="form[by]" value=by />
        </ConfirmDialog>
    }
}

/// The id of the dialog that asks before the invitation is sent again in this way.
fn again_dialog(id: InviteId, by: &str) -> String {
    format!("again-{by}-{id}")
}

/// Whether the page is hydrated: only then can it show a link.
fn in_browser() -> RwSignal<bool> {
    let usable = RwSignal::new(false);
    Effect::new(move |_| usable.set(true));
    usable
}
