//! Label, hint and error around one control, linked for assistive technology.

use leptos::context::Provider;
use leptos::prelude::*;
use tailwind_fuse::tw_join;

use crate::icons::{Icon, IconName};

/// What a [`Field`] provides to the control inside it.
#[derive(Clone)]
pub(crate) struct FieldContext {
    id: String,
    name: String,
    has_hint: bool,
    required: bool,
    error: Signal<Option<String>>,
}

/// The attributes a control puts on its native element.
pub(crate) struct ControlIds {
    pub id: String,
    pub name: String,
    pub required: bool,
    context: Option<FieldContext>,
}

impl ControlIds {
    /// Takes everything from the surrounding [`Field`]; `name` and `required` of the control itself take precedence.
    pub fn resolve(name: Option<String>, required: bool) -> Self {
        let context = use_context::<FieldContext>();
        let inherited = context.as_ref();
        let name = name.or_else(|| inherited.map(|field| field.name.clone())).unwrap_or_default();
        Self {
            id: inherited.map_or_else(|| control_id(&name), |field| field.id.clone()),
            required: required || inherited.is_some_and(|field| field.required),
            name,
            context,
        }
    }

    /// `aria-invalid`, following the field's error.
    pub fn invalid(&self) -> Signal<Option<&'static str>> {
        let error = self.context.as_ref().map(|field| field.error);
        Signal::derive(move || error.is_some_and(|error| error.with(Option::is_some)).then_some("true"))
    }

    /// `aria-describedby`: the hint, the error, both or none.
    pub fn described_by(&self) -> Signal<Option<String>> {
        let context = self.context.clone();
        Signal::derive(move || {
            let field = context.as_ref()?;
            let hint = field.has_hint.then(|| format!("{}-hint", field.id));
            let error = field.error.with(Option::is_some).then(|| format!("{}-error", field.id));
            let ids = [hint, error].into_iter().flatten().collect::<Vec<_>>().join(" ");
            (!ids.is_empty()).then_some(ids)
        })
    }
}

/// An id derived from a form name such as `agent[name]`.
pub(crate) fn control_id(name: &str) -> String {
    let slug: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    format!("field-{}", slug.trim_matches('-'))
}

/// One labelled control; put exactly one control of this module inside.
#[component]
pub fn Field(
    /// The name that the form sends, passed to the control; the id is derived from it.
    #[prop(into)]
    name: String,
    #[prop(into)] label: String,
    #[prop(into, optional)] hint: Option<String>,
    #[prop(into, optional)] error: Signal<Option<String>>,
    #[prop(optional)] required: bool,
    /// Says "Optional" beside the label; use it where most fields are required.
    #[prop(optional)]
    optional: bool,
    /// Keeps the label for screen readers only.
    #[prop(optional)]
    hide_label: bool,
    /// Needed when two forms of a page use the same field name.
    #[prop(into, optional)]
    id: Option<String>,
    /// Something small at the end of the label's line, such as "Forgot password?".
    #[prop(into, optional)]
    aside: Option<ViewFnOnce>,
    /// Layout classes only.
    #[prop(into, optional)]
    class: String,
    children: Children,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| control_id(&name));
    let context = FieldContext { id: id.clone(), name, has_hint: hint.is_some(), required, error };
    let hint_id = format!("{id}-hint");
    let error_id = format!("{id}-error");
    view! {
        <div class=tw_join!("flex min-w-0 flex-col gap-1.5", class)>
            <div class=if hide_label { "sr-only" } else { "flex items-baseline justify-between gap-3" }>
                <label for=id class="min-w-0 text-[13px] font-medium text-ink">
                    {label}
                    {required
                        .then(|| {
                            view! {
                                <span class="ms-0.5 text-danger-ink" aria-hidden="true">
                                    "*"
                                </span>
                            }
                        })}
                    {optional.then(|| view! { <span class="ms-1.5 font-normal text-muted">"Optional"</span> })}
                </label>
                {aside.map(|aside| view! { <span class="text-[13px]">{aside.run()}</span> })}
            </div>
            <Provider value=context>{children()}</Provider>
            {hint
                .map(|hint| {
                    view! {
                        <p id=hint_id class="text-[13px] text-muted">
                            {hint}
                        </p>
                    }
                })}
            {move || {
                let id = error_id.clone();
                error.get().map(|message| view! { <FieldError id message /> })
            }}
        </div>
    }
}

#[component]
fn FieldError(id: String, message: String) -> impl IntoView {
    view! {
        <p id=id class="flex items-start gap-1.5 text-[13px] text-danger-ink">
            <Icon name=IconName::Alert class="mt-0.5 size-3.5" />
            <span class="min-w-0">{message}</span>
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::control_id;

    #[test]
    fn ids_come_from_nested_names_without_brackets() {
        assert_eq!(control_id("agent[system_prompt]"), "field-agent-system-prompt");
        assert_eq!(control_id("email"), "field-email");
    }
}
