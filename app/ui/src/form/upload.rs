//! A picture that is chosen or dropped: sent at once with its progress shown, or as a plain form where no script runs.

use leptos::ev::DragEvent;
use leptos::html::Input;
use leptos::prelude::*;
use tailwind_fuse::tw_join;

use super::upload_request::{Upload, UploadLimit};
use crate::actions::{Button, ButtonVariant};
use crate::feedback::Progress;
use crate::icons::{Icon, IconName};

/// The picker with the current picture; `children` are shown beside the picker, such as a button that removes it.
#[component]
pub fn UploadField(
    /// The prefix of the ids; unique on the page.
    #[prop(into)]
    id: String,
    #[prop(into)] label: String,
    #[prop(into)] hint: String,
    /// The address that receives the file, as the field `file` of a multipart form.
    #[prop(into)]
    action: String,
    /// The types that the picker offers.
    #[prop(into)]
    accept: String,
    /// The largest file that is sent at all.
    limit: UploadLimit,
    /// Why a file that was sent without script was refused.
    #[prop(default = None)]
    refused: Option<String>,
    on_done: Callback<()>,
    /// The current picture.
    #[prop(into)]
    preview: ViewFn,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let upload = Upload::new(action.clone(), limit, refused, on_done);
    let (hovering, picker) = (RwSignal::new(false), NodeRef::<Input>::new());
    let alive = RwSignal::new(false);
    Effect::new(move |_| alive.set(true));
    let choose = move || {
        if let Some(input) = picker.get_untracked() {
            upload.send_first(input.files());
            // Lets people choose the same file again after a refusal.
            input.set_value("");
        }
    };
    let drop_file = move |event: DragEvent| {
        event.prevent_default();
        hovering.set(false);
        upload.send_first(event.data_transfer().and_then(|dropped| dropped.files()));
    };
    let ids = (format!("{id}-hint"), format!("{id}-error"));
    let described_by = format!("{} {}", ids.0, ids.1);
    let frame = move || if hovering.get() { "border-accent bg-accent/5" } else { "border-field bg-surface" };
    view! {
        <form method="post" action=action enctype="multipart/form-data" class="flex flex-col gap-2.5">
            <div
                class=move || {
                    tw_join!(
                        "flex flex-col gap-4 rounded-xl border border-dashed p-4 transition-colors sm:flex-row sm:items-center", frame()
                    )
                }
                on:dragover=move |event| {
                    event.prevent_default();
                    hovering.set(true);
                }
                on:dragleave=move |_| hovering.set(false)
                on:drop=drop_file
            >
                {move || preview.run()}
                <div class="flex min-w-0 flex-1 flex-col gap-2">
                    <label for=id.clone() class="text-[13px] font-medium text-ink">
                        {label}
                    </label>
                    <input
                        type="file"
                        id=id
                        name="file"
                        accept=accept
                        required=true
                        aria-describedby=described_by
                        aria-invalid=move || upload.error.with(Option::is_some).then_some("true")
                        node_ref=picker
                        disabled=move || upload.is_busy()
                        class="w-full min-w-0 rounded-lg text-[13px] text-muted focus-ring file:me-3 file:h-9 file:cursor-pointer file:rounded-lg file:border file:border-solid file:border-field file:bg-surface file:px-3.5 file:text-sm file:font-medium file:text-ink hover:file:bg-hover disabled:opacity-60"
                        on:change=move |_| choose()
                    />
                    <p id=ids.0 class="text-[13px] text-muted">
                        {hint}
                    </p>
                    <div class="flex flex-wrap gap-2">
                        <Show when=move || !alive.get()>
                            <Button submit=true variant=ButtonVariant::Secondary>
                                "Upload"
                            </Button>
                        </Show>
                        {children.map(|children| children())}
                    </div>
                </div>
            </div>
            <UploadNews upload error_id=ids.1 />
        </form>
    }
}

/// The progress of the upload, and its result.
#[component]
fn UploadNews(upload: Upload, error_id: String) -> impl IntoView {
    view! {
        <Show when=move || upload.is_busy()>
            <Progress label="Uploading" value=upload.progress detailed=true />
        </Show>
        <div id=error_id aria-live="polite">
            {move || {
                upload
                    .error
                    .get()
                    .map(|message| {
                        view! {
                            <p class="flex items-start gap-1.5 text-[13px] text-danger-ink">
                                <Icon name=IconName::Alert class="mt-0.5 size-3.5" />
                                <span>{message}</span>
                            </p>
                        }
                    })
            }}
        </div>
    }
}
