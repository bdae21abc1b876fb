//! Forms that create something: after a success they are empty again, so that another click does not create it twice,
//! and no password stays in them.

use domain::AppError;
use leptos::html::Form;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// Values that a failed post without JavaScript brought back are in the HTML itself, and a reset would restore them.
const TYPED: &str = "input[value]:not([type=hidden], [type=radio], [type=checkbox], [type=submit])";
const WRITTEN: &str = "textarea:not(:empty)";

/// The form to pass to the `ActionForm` of `action`: it returns to its initial state after each success. Call it at the
/// top of the page, so that a form that is rendered later keeps its content.
pub fn cleared_after<S>(action: ServerAction<S>) -> NodeRef<Form>
where
    S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    S::Output: Send + Sync + 'static,
{
    let (form, successes) = (NodeRef::<Form>::new(), crate::successes(action));
    Effect::new(move |before: Option<usize>| {
        let count = successes.get();
        if before.is_some_and(|before| before < count) {
            clear(form);
        }
        count
    });
    form
}

fn clear(form: NodeRef<Form>) {
    let Some(form) = form.try_get_untracked().flatten() else { return };
    while let Ok(Some(field)) = form.query_selector(TYPED) {
        if field.remove_attribute("value").is_err() {
            break;
        }
    }
    while let Ok(Some(field)) = form.query_selector(WRITTEN) {
        field.set_text_content(None);
    }
    form.reset();
}
