//! Logo and icon: the current picture, the picker, and the button that removes it.

use domain::pictures::{PICTURE_BYTES, Picture, UploadRefusal};
use leptos::form::ActionForm;
use leptos::prelude::*;
use organization_domain::branding::Branding;
use ui::{
    Avatar, AvatarSize, Button, ButtonSize, ButtonVariant, Dialog, DialogWidth, FormSection, UploadField, UploadLimit,
};

use super::{Changes, refused};

const HINT: &str = "PNG, JPEG, WebP, SVG or ICO, up to 8 MB. Choose a file or drop it here.";

/// One section per picture, and a note about the colour.
#[component]
pub fn PicturesSection(branding: Branding, changes: Changes) -> impl IntoView {
    let Branding { organization, logo, favicon, accent, may_edit, .. } = branding;
    let logo_name = organization.clone();
    view! {
        <FormSection
            title="Logo"
            description="Stands in the sidebar and at the head of mails. Wide logos keep their shape."
        >
            <PictureField picture=Picture::Logo label="Logo" name=logo_name source=logo may_edit changes />
        </FormSection>
        <FormSection title="Icon" description="Stands in the browser's tab. A square picture looks best.">
            <PictureField picture=Picture::Favicon label="Icon" name=organization source=favicon may_edit changes />
        </FormSection>
        <FormSection title="Colour" description="Buttons and links take it, in light and dark.">
            <p class="flex items-center gap-2.5 text-sm text-ink">
                <span class="size-5 shrink-0 rounded-md bg-accent" aria-hidden="true"></span>
                <code>{accent}</code>
                {may_edit
                    .then(|| {
                        view! {
                            <a
                                href="/settings"
                                class="text-accent-ink underline underline-offset-2 rounded-sm focus-ring"
                            >
                                "Change it in the settings"
                            </a>
                        }
                    })}
            </p>
        </FormSection>
    }
}

#[component]
fn PictureField(
    picture: Picture,
    label: &'static str,
    name: String,
    source: Option<String>,
    may_edit: bool,
    changes: Changes,
) -> impl IntoView {
    let is_there = source.is_some();
    let dialog = format!("remove-{}", picture.as_str());
    let preview = ViewFn::from(move || preview(picture, name.clone(), source.clone()));
    if !may_edit {
        return preview.run();
    }
    let done = Callback::new(move |()| changes.uploaded.update(|count| *count += 1));
    let limit = UploadLimit { bytes: PICTURE_BYTES, message: UploadRefusal::TooLarge.message() };
    let opens = dialog.clone();
    view! {
        <UploadField
            id=format!("upload-{}", picture.as_str())
            label
            hint=HINT
            action=picture.upload_path()
            accept=picture.accept()
            limit
            refused=refused(picture)
            on_done=done
            preview
        >
            {is_there
                .then(|| {
                    view! {
                        <Button opens size=ButtonSize::Sm>
                            {format!("Remove the {}", label.to_lowercase())}
                        </Button>
                    }
                })}
        </UploadField>
        {is_there.then(|| view! { <RemoveDialog id=dialog picture label changes /> })}
    }
    .into_any()
}

/// The picture as people will see it, or a placeholder.
fn preview(picture: Picture, name: String, source: Option<String>) -> AnyView {
    let described = if picture == Picture::Logo { "The logo now" } else { "The icon now" };
    match (picture, source) {
        (Picture::Logo, Some(source)) => view! {
            <img
                src=source
                alt=described
                class="h-16 max-w-40 shrink-0 self-start rounded-lg object-contain sm:self-center"
            />
        }
        .into_any(),
        (_, Some(source)) => {
            view! { <img src=source alt=described class="size-12 shrink-0 rounded-lg object-contain" /> }.into_any()
        }
        (_, None) => view! { <Avatar name square=true size=AvatarSize::Lg /> }.into_any(),
    }
}

#[component]
fn RemoveDialog(id: String, picture: Picture, label: &'static str, changes: Changes) -> impl IntoView {
    let word = label.to_lowercase();
    let cancels = id.clone();
    view! {
        <Dialog
            id
            title=format!("Remove the {word}?")
            description=format!("The {word} disappears everywhere at once. You can upload another one at any time.")
            width=DialogWidth::Sm
        >
            <ActionForm action=changes.remove attr:class="flex flex-col-reverse gap-2.5 sm:flex-row sm:justify-end">
                <input type="hidden" name="form[picture]" value=picture.as_str() />
                <Button closes=cancels>"Cancel"</Button>
                <Button submit=true variant=ButtonVariant::Danger loading=changes.remove.pending()>
                    {format!("Remove {word}")}
                </Button>
            </ActionForm>
        </Dialog>
    }
}
