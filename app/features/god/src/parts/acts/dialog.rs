//! The dialog that asks before an act, and says what will happen.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use ui::{Dialog, Toast, use_toasts};

use super::forms::{DeleteForm, RestoreForm, ResumeForm, SuspendForm, TierForm};
use super::{Act, OrganizationActs, Target};

/// The id that the dialog's own buttons refer to.
pub(super) const ID: &str = "act";

/// The open dialog; closing it, or a success, leads back to `base`.
#[component]
pub(crate) fn ActDialog(act: Act, target: Target, acts: OrganizationActs, #[prop(into)] base: String) -> impl IntoView {
    let navigate = use_navigate();
    let toasts = use_toasts();
    let leave = StoredValue::new(move || {
        navigate(&base, NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() });
    });
    let applies = act.applies_to(target.state);
    // With JavaScript: report the success and close. A plain form has led to a page that shows the new state.
    Effect::new(move |_| {
        if let Some(words) = acts.done() {
            acts.clear();
            toasts.show(Toast::success(words));
            leave.with_value(|leave| leave());
        }
    });
    let closed = Callback::new(move |()| {
        acts.clear();
        leave.try_with_value(|leave| leave());
    });
    applies.then(|| {
        view! {
            <Dialog
                id=ID
                title=title(act, &target)
                description=consequence(act, &target)
                open=Signal::stored(true)
                on_close=closed
            >
                {match act {
                    Act::Suspend => view! { <SuspendForm target action=acts.suspend /> }.into_any(),
                    Act::Resume => view! { <ResumeForm target action=acts.resume /> }.into_any(),
                    Act::Tier => view! { <TierForm target action=acts.tier /> }.into_any(),
                    Act::Delete => view! { <DeleteForm target action=acts.delete /> }.into_any(),
                    Act::Restore => view! { <RestoreForm target action=acts.restore /> }.into_any(),
                }}
            </Dialog>
        }
    })
}

fn title(act: Act, target: &Target) -> String {
    let name = &target.name;
    match act {
        Act::Suspend => format!("Suspend {name}?"),
        Act::Resume => format!("Resume {name}?"),
        Act::Tier => format!("Change the tier of {name}"),
        Act::Delete => format!("Delete {name}?"),
        Act::Restore => format!("Restore {name}?"),
    }
}

fn consequence(act: Act, target: &Target) -> String {
    let people = match target.members {
        1 => "Its one member".to_owned(),
        members => format!("Its {members} members"),
    };
    match act {
        Act::Suspend => format!(
            "{people} are shut out within a second, running answers are cut, jobs and mails wait, and its public pages \
             close. You still see it and can resume it at any time."
        ),
        Act::Resume => format!("{people} can sign in and work again; jobs and mails that waited go on."),
        Act::Tier => {
            "The new limits hold from now on. Nothing that is over a smaller limit is deleted, but nothing can be added \
             to it. The price is charged from today."
                .to_owned()
        }
        Act::Delete => format!(
            "{people} are shut out at once and its subscription ends; a paid one is cancelled, and what is left of it \
             credited. It can be restored for 30 days; then everything in it is purged for good."
        ),
        Act::Restore => format!(
            "{people} can sign in and work again. A tier that you have set starts anew today; a paid one has to be \
             bought again."
        ),
    }
}
