//! The field that asks the operator for a proof, once the server requires one.

use domain::AppError;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// Shows the field for a proof from the first refusal without one until the act has succeeded.
#[component]
pub(crate) fn StepUpField<S>(
    action: ServerAction<S>,
    /// Needed when two forms of a page may ask.
    #[prop(into, default = "field-form-proof".to_owned())]
    id: String,
) -> impl IntoView
where
    S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    S::Output: Send + Sync + 'static,
{
    let kit::StepUpState { asked, error } = kit::step_up(action);
    view! { <ui::StepUpField asked error id /> }
}
