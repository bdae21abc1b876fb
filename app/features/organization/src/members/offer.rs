//! An open offer of ownership, as its two sides see it above the member list.

use domain::members::OpenTransfer;
use kit::Acts;
use leptos::prelude::*;
use ui::{Alert, Button, ButtonSize, ButtonVariant, ConfirmDialog, FieldErrorsSummary, Tone};

use super::api::{AcceptTransfer, DeclineTransfer, WithdrawTransfer};

const ACCEPT: &str = "accept-ownership";
const DECLINE: &str = "decline-ownership";
const WITHDRAW: &str = "withdraw-ownership";

/// The answers to an offer, shared by everything that shows one.
#[derive(Clone, Copy)]
pub(super) struct Answers {
    all: Acts,
    accept: ServerAction<AcceptTransfer>,
    decline: ServerAction<DeclineTransfer>,
    withdraw: ServerAction<WithdrawTransfer>,
}

impl Answers {
    /// Called once, at the top of the page; the shell is notified of a new owner too.
    pub fn new() -> Self {
        let (viewer, all) = (kit::use_viewer(), Acts::new());
        let answers = Self { all, accept: all.form(), decline: all.form(), withdraw: all.form() };
        kit::outcome(answers.accept, move |()| viewer.refetch());
        answers
    }

    /// Grows with the answers, so that everything that shows the offer reloads.
    pub fn given(self) -> usize {
        self.all.done()
    }
}

/// The offer, its expiry, and the buttons for people who may press them.
#[component]
pub(super) fn OfferNotice(transfer: OpenTransfer, answers: Answers) -> impl IntoView {
    let OpenTransfer { from, to, organization, expires, is_for_you, may_withdraw, .. } = transfer;
    let title = if is_for_you {
        format!("{from} offers you the ownership of {organization}")
    } else {
        format!("{from} offers the ownership of {organization} to {to}")
    };
    let words = format!("The offer stands until {}. Nothing changes before it is accepted.", expires.long);
    view! {
        <FieldErrorsSummary error=kit::form_error(answers.accept) />
        <FieldErrorsSummary error=kit::form_error(answers.decline) />
        <FieldErrorsSummary error=kit::form_error(answers.withdraw) />
        <Alert tone=Tone::Info title=title>
            <p>{words}</p>
            <div class="mt-3 flex flex-wrap gap-2.5">
                {is_for_you.then(|| view! { <Answer from=from.clone() organization=organization.clone() answers /> })}
                {may_withdraw.then(|| view! { <Withdraw answers /> })}
            </div>
        </Alert>
    }
}

#[component]
fn Answer(from: String, organization: String, answers: Answers) -> impl IntoView {
    let consequence = format!("You become an owner of {organization}. {from} stays in it as an admin.");
    view! {
        <Button variant=ButtonVariant::Primary size=ButtonSize::Sm opens=ACCEPT>
            "Accept"
        </Button>
        <Button size=ButtonSize::Sm opens=DECLINE>
            "Decline"
        </Button>
        <ConfirmDialog
            id=ACCEPT
            title="Take over the organisation?"
            consequence
            confirm_label="Accept ownership"
            variant=ButtonVariant::Primary
            action=answers.accept
        />
        <ConfirmDialog
            id=DECLINE
            title="Decline the ownership?"
            consequence="Everything stays as it is. An owner can offer it again."
            confirm_label="Decline"
            action=answers.decline
        />
    }
}

#[component]
fn Withdraw(answers: Answers) -> impl IntoView {
    view! {
        <Button size=ButtonSize::Sm opens=WITHDRAW>
            "Take back"
        </Button>
        <ConfirmDialog
            id=WITHDRAW
            title="Take the offer back?"
            consequence="It can no longer be accepted. You can make another one at any time."
            confirm_label="Take back"
            action=answers.withdraw
        />
    }
}
