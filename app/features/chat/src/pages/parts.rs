//! Small parts of both pages.

use chat_domain::ChatAgent;
use leptos::prelude::*;
use ui::{Badge, Dialog, DialogWidth, IconButton, IconName, Tone};

use crate::list::DRAWER;

/// Opens the list where it is a drawer.
#[component]
pub fn ListToggle() -> impl IntoView {
    view! { <IconButton icon=IconName::Sidebar label="Show conversations" toggles=DRAWER class="xl:hidden" /> }
}

/// The model that answers; a demo model says so and explains itself.
#[component]
pub fn AgentBadge(
    agent: ChatAgent,
    /// Keeps the dialog's id unique on the page.
    place: &'static str,
) -> impl IntoView {
    let dialog = format!("demo-model-{place}");
    if agent.is_demo {
        return view! {
            <button
                type="button"
                class="min-w-0 cursor-pointer rounded-full focus-ring"
                command="show-modal"
                commandfor=dialog.clone()
            >
                <Badge tone=Tone::Warning>"Demo model"</Badge>
            </button>
            <DemoDialog id=dialog model=agent.model.unwrap_or_default() />
        }
        .into_any();
    }
    agent
        .model
        .map(|model| {
            let whole = model.clone();
            view! {
                <bdi dir="ltr" class="truncate text-xs text-muted" title=whole>
                    {model}
                </bdi>
            }
        })
        .into_any()
}

/// Why nothing can be sent to an agent without a model.
pub fn no_model(agent: &str) -> String {
    format!("No model can answer for {agent}. An owner or admin has to choose a model.")
}

#[component]
fn DemoDialog(id: String, model: String) -> impl IntoView {
    view! {
        <Dialog id=id title="This is a demo model" width=DialogWidth::Sm>
            <div class="flex flex-col gap-3 text-sm whitespace-normal text-muted">
                <p>
                    <span class="font-medium text-ink">{model}</span>
                    " runs inside this server, needs no account and sends nothing anywhere."
                </p>
                <p>
                    "It is very small: it shows how everything works, but it invents things and forgets quickly. "
                    "For real work, connect a provider such as OpenAI, Anthropic or xAI, and choose its model for the agent."
                </p>
            </div>
        </Dialog>
    }
}
