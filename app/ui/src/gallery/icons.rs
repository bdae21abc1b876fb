//! The icon set.

use leptos::prelude::*;

use super::pieces::Area;
use crate::{Card, Icon, IconName};

#[component]
pub fn Icons() -> impl IntoView {
    let all = IconName::ALL
        .iter()
        .map(|name| {
            view! {
                <div class="flex flex-col items-center gap-2 py-3 text-xs text-muted">
                    <Icon name=*name class="size-6 text-ink" />
                    {format!("{name:?}")}
                </div>
            }
        })
        .collect_view();
    view! {
        <Area id="icons" title="Icons">
            <Card>
                <div class="grid grid-cols-[repeat(auto-fill,minmax(6.5rem,1fr))]">{all}</div>
            </Card>
        </Area>
    }
}
