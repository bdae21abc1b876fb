//! `/settings/branding`: the organisation's logo, icon, sender and welcome text.

mod pictures;
mod words;

use domain::pictures::{Picture, UploadRefusal};
use kit::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use organization_domain::branding::Branding;
use ui::{Alert, Load, Page, PageHeader, TextSkeleton, Toast, Tone, until_next_act, use_toasts};

use crate::api::{EditBrand, RemoveBrandPicture, get_branding};
use pictures::PicturesSection;
use words::WordsSection;

/// The shared state of the sections; `Copy` for the handlers.
#[derive(Clone, Copy)]
pub(super) struct Changes {
    /// Counts uploaded pictures, so that the page is reloaded.
    uploaded: RwSignal<u32>,
    remove: ServerAction<RemoveBrandPicture>,
    edit: ServerAction<EditBrand>,
}

/// The organisation's branding; members see it, owners and admins change it.
#[component]
pub fn BrandingPage() -> impl IntoView {
    let changes = Changes { uploaded: RwSignal::new(0), remove: ServerAction::new(), edit: ServerAction::new() };
    let version = move || (changes.uploaded.get(), changes.remove.version().get(), changes.edit.version().get());
    let branding = Resource::new_blocking(version, |_| get_branding());
    let (viewer, toasts) = (kit::use_viewer(), use_toasts());
    // The shell shows logo and icon too.
    Effect::new(move |before: Option<(u32, usize)>| {
        let now = (changes.uploaded.get(), changes.remove.version().get());
        if before.is_some_and(|before| before != now) {
            viewer.refetch();
        }
        now
    });
    Effect::new(move |_| {
        if changes.edit.value().with(|value| matches!(value, Some(Ok(())))) {
            toasts.show(Toast::success("Your words are saved."));
        }
    });
    view! {
        <PageTitle title="Branding" />
        <Page>
            <PageHeader
                title="Branding"
                description="How your organisation looks and sounds: in the app, in the browser's tab and in mails."
            />
            <Notice />
            <Load
                resource=branding
                fallback=|| view! { <TextSkeleton lines=8 /> }
                view=move |branding| view! { <Sections branding changes /> }.into_any()
            />
        </Page>
    }
}

#[component]
fn Sections(branding: Branding, changes: Changes) -> impl IntoView {
    let note = (!branding.may_edit)
        .then(|| view! { <Alert tone=Tone::Info title="Only owners and admins can change the branding." /> });
    let (words, may_edit) = (branding.words.clone(), branding.may_edit);
    view! {
        {note}
        <div>
            <PicturesSection branding changes />
            <WordsSection words may_edit action=changes.edit />
        </div>
    }
}

/// The result of the last plain form, until the next one is sent.
#[component]
fn Notice() -> impl IntoView {
    let (query, is_news) = (use_query_map(), until_next_act());
    move || {
        if !is_news.get() {
            return None;
        }
        let query = query.read();
        let sentence = match (query.get("done").as_deref(), query.get("picture"), query.get("refused")) {
            (Some("words"), ..) => "Your words are saved.",
            (Some("removed"), ..) => "The picture is removed.",
            (_, Some(_), None) => "Your picture is saved.",
            _ => return None,
        };
        Some(view! { <Alert tone=Tone::Success title=sentence class="mb-5" /> })
    }
}

/// Why a picture that was uploaded without script was refused.
pub(super) fn refused(picture: Picture) -> Option<String> {
    let query = use_query_map();
    query.with_untracked(|query| {
        let is_meant = query.get("picture").is_some_and(|word| word == picture.as_str());
        let refusal = UploadRefusal::from_code(&query.get("refused")?)?;
        is_meant.then(|| refusal.message_for(picture).to_owned())
    })
}
