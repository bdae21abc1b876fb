//! The frame of pages for signed-out people: one centred card under the brand.

use leptos::prelude::*;

use super::BrandMark;

/// A plain page with one card: sign-in, sign-up, password reset, invitations.
#[component]
pub fn AuthLayout(
    #[prop(into)] title: String,
    #[prop(into, optional)] subtitle: Option<String>,
    /// The organisation's name on white-labelled pages.
    #[prop(into, default = "SoloOS".to_owned())]
    brand: String,
    /// A line under the card, such as "No account yet? …".
    #[prop(into, optional)]
    footer: Option<ViewFnOnce>,
    children: Children,
) -> impl IntoView {
    view! {
        <main id="main" class="auth-backdrop flex min-h-dvh flex-col items-center px-5 py-10 sm:justify-center">
            <div class="flex w-full max-w-[25rem] flex-col">
                <a href="/" class="mx-auto flex items-center gap-2.5 rounded-lg p-1 focus-ring">
                    <BrandMark class="size-9" />
                    <span dir="auto" class="text-lg font-semibold tracking-tight text-ink">
                        {brand}
                    </span>
                </a>
                <div class="mt-8 rounded-2xl border border-line bg-surface p-6 shadow-card sm:p-8">
                    <h1 class="text-xl font-semibold tracking-tight text-ink">{title}</h1>
                    {subtitle.map(|text| view! { <p class="mt-1.5 text-sm text-pretty text-muted">{text}</p> })}
                    <div class="mt-6 [&_input:not([type=checkbox])]:h-10">{children()}</div>
                </div>
                {footer.map(|footer| view! { <div class="mt-6 text-center text-sm text-muted">{footer.run()}</div> })}
            </div>
        </main>
    }
}
