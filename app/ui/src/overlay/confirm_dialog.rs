//! "Are you sure?", asked properly: what will happen, and for the worst of it, type the name first.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::{Dialog, DialogWidth, close_dialog};
use crate::actions::{Button, ButtonVariant};
use crate::form::{Field, TextInput};

/// Asks before doing. With `action` it is a real form that posts there without JavaScript (put hidden inputs
/// inside); with `on_confirm` the hydrated page runs that instead. The browser itself checks the typed name.
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
    /// The name that must be typed before the button works.
    #[prop(into, optional)]
    type_name: Option<String>,
    /// The form's field that carries the typed name.
    #[prop(into, default = "form[confirmation]".to_owned())]
    name_field: String,
    #[prop(default = ButtonVariant::Danger)] variant: ButtonVariant,
    #[prop(into, optional)] action: Option<String>,
    #[prop(optional, into)] on_confirm: Option<Callback<()>>,
    #[prop(into, optional)] pending: Signal<bool>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let method = if action.is_some() { "post" } else { "dialog" };
    let dialog_id = id.clone();
    let confirm = move |event: SubmitEvent| {
        if let Some(confirmed) = on_confirm {
            event.prevent_default();
            close_dialog(&dialog_id);
            confirmed.run(());
        }
    };
    let typed_id = format!("{id}-name");
    let cancels = id.clone();
    view! {
        <Dialog id=id title=title description=consequence width=DialogWidth::Sm>
            <form method=method action=action class="flex flex-col gap-5" on:submit=confirm>
                {children.map(|children| children())}
                {type_name.map(|name| view! { <TypedName id=typed_id name field=name_field /> })}
                <div class="flex flex-col gap-2.5 sm:flex-row-reverse">
                    <Button variant submit=true loading=pending>
                        {confirm_label}
                    </Button>
                    <Button closes=cancels>"Cancel"</Button>
                </div>
            </form>
        </Dialog>
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
