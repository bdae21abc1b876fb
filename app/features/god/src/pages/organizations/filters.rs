//! Search and filters above the list: a plain GET form that follows the typing once the page is hydrated.

use std::time::Duration;

use domain::organizations::OrganizationState;
use god_domain::{OrganizationQuery, TIERS};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use ui::{Button, IconName, InputKind, LinkButton, Select, SelectOption, TextInput};

use super::{PATH, address};
const TYPING_PAUSE: Duration = Duration::from_millis(250);

/// Reports a new query after each change, and shows the address's query when that changes in other ways, such as
/// "back".
#[component]
pub(super) fn Filters(asked: Memo<OrganizationQuery>) -> impl IntoView {
    let said = StoredValue::new(filters_of(&asked.get_untracked()));
    let shown = RwSignal::new(asked.get_untracked());
    Effect::new(move |_| {
        let asked = asked.get();
        if said.get_value() != filters_of(&asked) {
            said.set_value(filters_of(&asked));
            shown.set(asked);
        }
    });
    let navigate = use_navigate();
    let say = Callback::new(move |query: OrganizationQuery| {
        let query = query.on_page(1);
        said.try_set_value(filters_of(&query));
        navigate(&address(&query), NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() });
    });
    view! {
        <form method="get" action=PATH role="search" on:submit=|event: SubmitEvent| event.prevent_default()>
            <input type="hidden" name="sort" value=move || asked.get().sort />
            <input type="hidden" name="order" value=move || asked.get().order />
            <input type="hidden" name="range" value=move || asked.get().range />
            {move || view! { <Inputs asked shown=shown.get() say /> }}
        </form>
    }
}

fn filters_of(query: &OrganizationQuery) -> [String; 4] {
    [query.q.clone(), query.tier.clone(), query.state.clone(), query.since.clone()]
}

#[component]
fn Inputs(asked: Memo<OrganizationQuery>, shown: OrganizationQuery, say: Callback<OrganizationQuery>) -> impl IntoView {
    let chosen = |change: fn(&mut OrganizationQuery, String)| {
        Callback::new(move |value: String| {
            let mut query = asked.get_untracked();
            change(&mut query, value);
            say.run(query);
        })
    };
    view! {
        <div class="flex flex-wrap items-center gap-2.5">
            <TextInput
                kind=InputKind::Search
                name="q"
                value=shown.q
                label="Search by name, address or owner's e-mail"
                placeholder="Name, address or owner's e-mail"
                icon=IconName::Search
                autocomplete="off"
                max_length=100u32
                on_input=typing(asked, say)
                class="w-full sm:w-80"
            />
            <Select
                name="tier"
                label="Tier"
                options=choices("Any tier", TIERS)
                value=shown.tier
                on_change=chosen(|query, tier| query.tier = tier)
                class="max-sm:min-w-36 max-sm:flex-1"
            />
            <Select
                name="state"
                label="State"
                options=choices("Any state", OrganizationState::ALL.map(|state| (state.as_str(), state.label())))
                value=shown.state
                on_change=chosen(|query, state| query.state = state)
                class="max-sm:min-w-36 max-sm:flex-1"
            />
            <Select
                name="since"
                label="Created"
                options=choices("Created any time", created())
                value=shown.since
                on_change=chosen(|query, since| query.since = since)
                class="max-sm:min-w-36 max-sm:flex-1"
            />
            <span class="hidden noscript:inline-flex">
                <Button submit=true>"Show"</Button>
            </span>
            <Clear asked />
        </div>
    }
}

/// Reports the query once the typing pauses.
fn typing(asked: Memo<OrganizationQuery>, say: Callback<OrganizationQuery>) -> Callback<String> {
    let latest = StoredValue::new(0_u32);
    Callback::new(move |words: String| {
        let round = latest.try_get_value().unwrap_or_default().wrapping_add(1);
        latest.try_set_value(round);
        set_timeout(
            move || {
                if latest.try_get_value() == Some(round)
                    && let Some(query) = asked.try_get_untracked()
                {
                    say.run(OrganizationQuery { q: words, ..query });
                }
            },
            TYPING_PAUSE,
        );
    })
}

#[component]
fn Clear(asked: Memo<OrganizationQuery>) -> impl IntoView {
    move || {
        asked.get().is_filtered().then(|| {
            let query = OrganizationQuery {
                sort: asked.get().sort,
                order: asked.get().order,
                range: asked.get().range,
                ..OrganizationQuery::default()
            };
            view! { <LinkButton href=address(&query)>"Clear"</LinkButton> }
        })
    }
}

fn created() -> [(&'static str, &'static str); 4] {
    [("7", "Last 7 days"), ("30", "Last 30 days"), ("90", "Last 90 days"), ("365", "Last year")]
}

fn choices<'a>(any: &str, choices: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<SelectOption> {
    let choices = choices.into_iter().map(|(value, label)| SelectOption::new(value, label));
    std::iter::once(SelectOption::new("", any)).chain(choices).collect()
}
