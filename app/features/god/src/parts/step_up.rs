//! Asks for a proof where the server asks for one: the form of a dangerous act shows the field once it was refused.

use domain::AppError;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use ui::ProofField;

/// The name under which the proof is sent, beside the form itself.
const NAME: &str = "step_up[proof]";

/// Shows the field for a proof from the first refusal for want of one until the act has succeeded.
#[component]
pub(crate) fn StepUpField<S>(
    action: ServerAction<S>,
    /// Where two forms of a page may ask.
    #[prop(into, optional)]
    id: Option<String>,
) -> impl IntoView
where
    S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    S::Output: Send + Sync + 'static,
{
    let error = kit::field_error(action, "proof");
    let value = action.value();
    let is_asked = Memo::new(move |was: Option<&bool>| {
        let is_done = value.with(|value| matches!(value, Some(Ok(_))));
        !is_done && (error.with(Option::is_some) || was.copied().unwrap_or_default())
    });
    let id = StoredValue::new(id);
    view! {
        <Show when=move || is_asked.get()>
            {match id.get_value() {
                Some(id) => view! { <ProofField name=NAME id error /> }.into_any(),
                None => view! { <ProofField name=NAME error /> }.into_any(),
            }}
        </Show>
    }
}
