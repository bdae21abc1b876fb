//! Colours: the switch, the tokens, the brand.

use leptos::prelude::*;

use super::pieces::{Area, Sample};
use crate::{Brand, BrandMark, ThemeSwitch, ViewingAsBanner};

const SWATCHES: [(&str, &str); 10] = [
    ("canvas", "bg-canvas"),
    ("page", "bg-page"),
    ("surface", "bg-surface"),
    ("raised", "bg-raised"),
    ("accent", "bg-accent"),
    ("accent-soft", "bg-accent-soft"),
    ("danger", "bg-danger"),
    ("success", "bg-success"),
    ("warning", "bg-warning"),
    ("info", "bg-info"),
];

#[component]
pub fn Themes() -> impl IntoView {
    let swatches = SWATCHES
        .map(|(name, class)| {
            view! {
                <div class="flex flex-col gap-1.5 text-xs text-muted">
                    <span class=format!("h-12 w-24 rounded-lg border border-line {class}")></span>
                    {name}
                </div>
            }
        })
        .collect_view();
    view! {
        <Area id="theme" title="Theme">
            <Sample title="Colours">
                <ThemeSwitch action="/theme" />
                {swatches}
            </Sample>
            <Sample title="Brand">
                <BrandMark />
                <Brand href="#theme" />
            </Sample>
            <div class="h-10 overflow-hidden rounded-lg">
                <ViewingAsBanner name="Studio North">
                    <a href="#theme" class="rounded underline underline-offset-2 focus-ring">
                        "Exit"
                    </a>
                </ViewingAsBanner>
            </div>
        </Area>
    }
}
