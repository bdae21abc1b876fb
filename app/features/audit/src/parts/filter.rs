//! The form that filters the log: a plain GET, so that the filter is in the address.

use audit_domain::{ActionChoice, AuditQuery, action_label};
use leptos::prelude::*;
use ui::{Button, Field, Icon, IconName, InputKind, LinkButton, Select, SelectOption, TextInput};

/// Search, action, person and days; on a phone all but the search are folded, with the number of filters that are set.
#[component]
pub(super) fn Filter(path: &'static str, wishes: AuditQuery, actions: Vec<ActionChoice>) -> impl IntoView {
    let filtered = wishes.is_filtered();
    let AuditQuery { search, action, actor, from, until, .. } = wishes;
    let set = match [&action, &actor, &from, &until].iter().filter(|word| !word.trim().is_empty()).count() {
        0 => "Filters: none".to_owned(),
        count => format!("Filters: {count}"),
    };
    view! {
        <form
            method="get"
            action=path
            role="search"
            class="grid grid-cols-[minmax(0,1fr)_auto] items-end gap-x-2.5 gap-y-1 md:gap-4 xl:grid-cols-[minmax(0,1fr)_minmax(0,4fr)_auto]"
        >
            <Field name="search" label="Search">
                <TextInput kind=InputKind::Search value=search max_length=100u32 />
            </Field>
            // Where there is room the filters are open, if the browser supports asking for that.
            <details class="group col-span-2 row-start-2 md:details-content:[content-visibility:visible] xl:col-span-1 xl:col-start-2 xl:row-start-1">
                <summary class="flex min-h-11 w-fit cursor-pointer items-center gap-1.5 text-[13px] font-medium text-muted hover:text-ink focus-ring md:supports-[selector(::details-content)]:hidden [&::-webkit-details-marker]:hidden">
                    {set} <Icon name=IconName::ChevronDown class="size-4 group-open:rotate-180" />
                </summary>
                <div class="grid items-end gap-4 max-md:pb-2 min-[24rem]:grid-cols-2 md:grid-cols-4">
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
                </div>
            </details>
            <div class="col-start-2 row-start-1 flex gap-2.5 xl:col-start-3">
                <Button submit=true>"Filter"</Button>
                {filtered.then(|| view! { <LinkButton href=path>"Clear"</LinkButton> })}
            </div>
        </form>
    }
}

/// Every known action under its area; an unknown one from the address is listed too, so that it shows.
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
