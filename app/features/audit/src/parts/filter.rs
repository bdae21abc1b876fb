//! The form that narrows the log: a plain GET, so that its wishes stand in the address.

use domain::audit::{ActionChoice, AuditQuery, action_label};
use leptos::prelude::*;
use ui::{Button, Field, InputKind, LinkButton, Select, SelectOption, TextInput};

/// Search, action, person and days.
#[component]
pub(super) fn Filter(path: &'static str, wishes: AuditQuery, actions: Vec<ActionChoice>) -> impl IntoView {
    let filtered = wishes.is_filtered();
    let AuditQuery { search, action, actor, from, until, .. } = wishes;
    view! {
        <form method="get" action=path role="search" class="grid grid-cols-2 items-end gap-4 lg:grid-cols-6">
            <div class="col-span-2 lg:col-span-1">
                <Field name="search" label="Search">
                    <TextInput kind=InputKind::Search value=search max_length=100u32 />
                </Field>
            </div>
            <Field name="action" label="Action">
                <Select options=choices(actions, &action) value=action />
            </Field>
            <Field name="actor" label="Who">
                <TextInput value=actor max_length=100u32 placeholder="Name or e-mail" />
            </Field>
            <Field name="from" label="From">
                <TextInput kind=InputKind::Date value=from />
            </Field>
            <Field name="until" label="Until">
                <TextInput kind=InputKind::Date value=until />
            </Field>
            <div class="col-span-2 flex gap-2.5 lg:col-span-1">
                <Button submit=true>"Filter"</Button>
                {filtered.then(|| view! { <LinkButton href=path>"Clear"</LinkButton> })}
            </div>
        </form>
    }
}

/// Every known action under its area; one that is asked for and unknown is offered too, so that it shows.
fn choices(actions: Vec<ActionChoice>, asked: &str) -> Vec<SelectOption> {
    let mut options = vec![SelectOption::new("", "All")];
    let mut area = String::new();
    for ActionChoice { word, label } in actions {
        let own = word.split_once('.').map(|(area, _)| format!("{area}.")).unwrap_or_default();
        if own != area && !own.is_empty() {
            let name = label.split_once(':').map_or(label.as_str(), |(name, _)| name);
            options.push(SelectOption::new(own.clone(), format!("{name}: everything")));
        }
        area = own;
        options.push(SelectOption::new(word, label));
    }
    if !asked.is_empty() && options.iter().all(|option| option.value != asked) {
        options.push(SelectOption::new(asked, action_label(asked)));
    }
    options
}
