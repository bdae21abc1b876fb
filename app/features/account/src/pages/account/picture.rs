//! A person's own picture, shown beside their name.

use domain::pictures::{PICTURE_BYTES, Picture, UploadRefusal};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::{
    Alert, Avatar, AvatarSize, Button, ButtonSize, ButtonVariant, FormSection, Toast, Tone, UploadField, UploadLimit,
    until_next_act, use_toasts,
};

use crate::api::RemoveOwnPicture;
use crate::parts::FormAlert;

/// The picture with its picker; without a picture, the initials.
#[component]
pub fn PictureSection() -> impl IntoView {
    let remove = ServerAction::<RemoveOwnPicture>::new();
    let (viewer, toasts) = (kit::use_viewer(), use_toasts());
    Effect::new(move |_| {
        if remove.value().with(|value| matches!(value, Some(Ok(())))) {
            toasts.show(Toast::success("Your picture is removed."));
            viewer.refetch();
        }
    });
    let done = Callback::new(move |()| {
        toasts.show(Toast::success("Your picture is saved."));
        viewer.refetch();
    });
    let query = use_query_map();
    let (sent, refused) = query.with_untracked(|query| {
        let refusal = query.get("refused").and_then(|code| UploadRefusal::from_code(&code));
        (query.get("picture").is_some(), refusal.map(|refusal| refusal.message_for(Picture::Avatar).to_owned()))
    });
    let (is_saved, is_news) = (sent && refused.is_none(), until_next_act());
    let known = kit::known_viewer();
    let has_picture =
        Memo::new(move |_| known.with(|viewer| viewer.as_ref().is_some_and(|viewer| viewer.picture.is_some())));
    let limit = UploadLimit { bytes: PICTURE_BYTES, message: UploadRefusal::TooLarge.message() };
    view! {
        <FormSection title="Picture" description="Stands beside your name for members of your organisations.">
            <Show when=move || is_saved && is_news.get()>
                <Alert tone=Tone::Success title="Your picture is saved." />
            </Show>
            <FormAlert error=kit::form_error(remove) />
            <UploadField
                id="upload-avatar"
                label="Your picture"
                hint="PNG, JPEG, WebP or SVG, up to 8 MB. The middle of it is shown in a circle."
                action=Picture::Avatar.upload_path()
                accept=Picture::Avatar.accept()
                limit
                refused
                on_done=done
                preview=face
            />
            <Show when=move || has_picture.get()>
                <ActionForm action=remove>
                    <Button submit=true size=ButtonSize::Sm variant=ButtonVariant::Ghost loading=remove.pending()>
                        "Remove your picture"
                    </Button>
                </ActionForm>
            </Show>
        </FormSection>
    }
}

fn face() -> impl IntoView {
    let viewer = kit::known_viewer();
    move || viewer.get().map(|viewer| view! { <Avatar name=viewer.name picture=viewer.picture size=AvatarSize::Lg /> })
}
