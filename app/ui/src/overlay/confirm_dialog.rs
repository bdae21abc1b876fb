//! "Are you sure?", asked properly: what will happen, and for the worst of it, type the name or prove who one is first.

use domain::AppError;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::{Dialog, DialogWidth, close_dialog};
use crate::actions::{Button, ButtonVariant};
use crate::form::{ByScript, Field, FieldErrorsSummary, FormAction, ProofField, TextInput, field_error};

/// Asks before doing. It is a real form that posts without JavaScript (put hidden inputs inside). With a server action
/// for `action` the hydrated page sends it itself: the dialog waits for the answer, says why it was refused, and closes
/// once it went well. With a path the answer is opened as a fresh page. The browser itself checks the typed name.
#[component]
pub fn ConfirmDialog(
    #[prop(into)] id: String,
    #[prop(into)] title: String,
    /// What will happen, in one or two plain sentences.
    #[prop(into)]
    consequence: String,
    /// A verb and its object: "Delete organisation".
    #[prop(into)]
    confirm_label: String,
    /// A server action, or the path of one whose answer is a fresh page.
    #[prop(into)]
    action: FormAction,
    /// The name that must be typed before the button works.
    #[prop(into, optional)]
    type_name: Option<String>,
    /// The form's field that carries the typed name.
    #[prop(into, default = "form[confirmation]".to_owned())]
    name_field: String,
    /// Asks for a proof of who sits there, sent under `proof_name`.
    #[prop(optional)]
    proof: bool,
    /// The form's field that carries the proof.
    #[prop(default = "form[proof]")]
    proof_name: &'static str,
    #[prop(default = ButtonVariant::Danger)] variant: ButtonVariant,
    /// Begins open: the page comes back from a plain form that was refused.
    #[prop(optional)]
    open: bool,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let sending = Sending::of(action, &id, open);
    let (error, pending) = (sending.error(), sending.pending());
    let (typed_id, proof_id, cancels) = (format!("{id}-name"), format!("{id}-proof"), id.clone());
    let closed = Callback::new(move |()| sending.closed());
    let proof_error = Signal::derive(move || error.with(|error| field_error(error.as_ref(), "proof")));
    // What stands beside its field need not stand above it too.
    let error = Signal::derive(move || error.get().filter(|_| !proof || proof_error.with(Option::is_none)));
    let is_danger = variant == ButtonVariant::Danger;
    let confirm = view! {
        <Button variant submit=true loading=pending>
            {confirm_label}
        </Button>
    }
    .into_any();
    let cancel = view! { <Button closes=cancels>"Cancel"</Button> }.into_any();
    // They stand alike. The first gets the focus where there is no field, and what cannot be undone is not it.
    let (layout, buttons) = if is_danger {
        ("flex flex-col-reverse gap-2.5 sm:flex-row sm:justify-end", [cancel, confirm])
    } else {
        ("flex flex-col gap-2.5 sm:flex-row-reverse", [confirm, cancel])
    };
    view! {
        <Dialog
            id=id
            title=title
            description=consequence
            width=DialogWidth::Sm
            open=open.then(|| Signal::stored(true))
            on_close=closed
        >
            <form
                method="post"
                action=action.path
                class="flex flex-col gap-5"
                on:submit=move |event: SubmitEvent| sending.submit(event)
            >
                <FieldErrorsSummary error prefix="form" />
                {children.map(|children| children())}
                {type_name.map(|name| view! { <TypedName id=typed_id name field=name_field /> })}
                {proof.then(|| view! { <ProofField id=proof_id name=proof_name error=proof_error /> })}
                <div class=layout>{buttons}</div>
            </form>
        </Dialog>
    }
}

/// What is under way between the dialog and its action. Other dialogs of the page may share the action, so that only
/// what was sent from this one, since it was opened, is its business.
#[derive(Clone, Copy)]
struct Sending {
    by_script: Option<ByScript>,
    is_own: RwSignal<bool>,
}

impl Sending {
    /// Closes the dialog of that id once what it sent went well.
    fn of(action: FormAction, id: &str, is_own: bool) -> Self {
        let sending = Self { by_script: action.by_script, is_own: RwSignal::new(is_own) };
        if let Some(by_script) = sending.by_script {
            let id = id.to_owned();
            Effect::new(move |_| {
                if by_script.went_well.get() && sending.is_own.get_untracked() {
                    close_dialog(&id);
                }
            });
        }
        sending
    }

    fn submit(self, event: SubmitEvent) {
        if let Some(by_script) = self.by_script {
            self.is_own.set(true);
            by_script.send.run(event);
        }
    }

    fn closed(self) {
        self.is_own.try_set(false);
    }

    /// Why it was refused; nothing while it is on its way again.
    fn error(self) -> Signal<Option<AppError>> {
        Signal::derive(move || {
            let by_script = self.by_script.filter(|_| self.is_own.get())?;
            if by_script.pending.get() { None } else { by_script.error.get() }
        })
    }

    fn pending(self) -> Signal<bool> {
        Signal::derive(move || self.by_script.is_some_and(|by_script| self.is_own.get() && by_script.pending.get()))
    }
}

#[component]
fn TypedName(id: String, name: String, field: String) -> impl IntoView {
    let label = format!("Type “{name}” to confirm");
    view! {
        <Field name=field id=id label=label required=true>
            <TextInput autocomplete="off" pattern=escape_pattern(&name) />
        </Field>
    }
}

/// A `pattern` that matches exactly this text.
fn escape_pattern(text: &str) -> String {
    text.chars().fold(String::new(), |mut pattern, c| {
        if c.is_ascii_punctuation() {
            pattern.push('\\');
        }
        pattern.push(c);
        pattern
    })
}
