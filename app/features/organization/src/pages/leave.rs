//! `/settings/leave`: the whole organisation as a file to take along, and its deletion.

use std::time::Duration;

use domain::leaving::{ExportRow, ExportStatus, LeavingView};
use kit::PageTitle;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use ui::{
    Alert, Badge, Button, ButtonVariant, EmptyState, Field, FormActions, FormSection, IconName, LinkButton, Load, Page,
    PageHeader, PasswordInput, Progress, TextInput, TextSkeleton, Tone,
};

use crate::api::{DeleteOrganization, RequestExport, get_leaving};

/// How often the page looks how far an export is.
const LOOK: Duration = Duration::from_secs(2);

/// For owners: take everything along, or end it.
#[component]
pub fn LeavePage() -> impl IntoView {
    let (request, delete) = (ServerAction::<RequestExport>::new(), ServerAction::<DeleteOrganization>::new());
    let leaving = Resource::new_blocking(move || request.version().get(), |_| get_leaving());
    look_again(leaving);
    view! {
        <PageTitle title="Export and delete" />
        <Page>
            <PageHeader
                title="Export and delete"
                description="Take everything along whenever you like. Whoever leaves for good has a month to think again."
            />
            <Load
                resource=leaving
                fallback=|| view! { <TextSkeleton lines=6 /> }
                view=move |leaving: LeavingView| {
                    view! {
                        <div>
                            <ExportSection exports=leaving.exports request />
                            <DeleteSection organization=leaving.organization delete />
                        </div>
                    }
                        .into_any()
                }
            />
        </Page>
    }
}

/// Reads the list again for as long as something in it goes on.
fn look_again(leaving: Resource<domain::AppResult<LeavingView>>) {
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(Some(timer)) = timer.try_update_value(Option::take) {
            timer.clear();
        }
    };
    Effect::new(move |_| {
        let goes_on = leaving.with(|leaving| match leaving {
            Some(Ok(leaving)) => leaving.exports.iter().any(|export| export.status.is_open()),
            _ => false,
        });
        stop();
        if goes_on {
            timer.set_value(set_timeout_with_handle(move || leaving.refetch(), LOOK).ok());
        }
    });
    on_cleanup(stop);
}

#[component]
fn ExportSection(exports: Vec<ExportRow>, request: ServerAction<RequestExport>) -> impl IntoView {
    let is_open = exports.iter().any(|export| export.status.is_open());
    let error = kit::form_error(request);
    let list = if exports.is_empty() {
        view! {
            <EmptyState
                icon=IconName::Inbox
                title="Nothing exported yet"
                text="An export holds every conversation, agent, member and file of this organisation."
            />
        }
        .into_any()
    } else {
        let rows = exports.into_iter().map(|export| view! { <ExportLine export /> }).collect_view();
        view! { <ul class="divide-y divide-line rounded-xl border border-line bg-surface">{rows}</ul> }.into_any()
    };
    view! {
        <FormSection
            title="Export"
            description="Packs the data as JSON and the files as they are into one ZIP. You get a mail when it is ready; it is kept for 7 days."
        >
            {move || error.get().map(|error| view! { <Alert tone=Tone::Danger title=error.to_string() /> })}
            {list}
            <ActionForm action=request>
                <FormActions>
                    <Button submit=true loading=request.pending() disabled=Signal::stored(is_open)>
                        "Export everything"
                    </Button>
                </FormActions>
            </ActionForm>
        </FormSection>
    }
}

#[component]
fn ExportLine(export: ExportRow) -> impl IntoView {
    let ExportRow { status, percent, bytes, created, expires, link, .. } = export;
    let tone = match status {
        ExportStatus::Ready => Tone::Success,
        ExportStatus::Failed => Tone::Danger,
        ExportStatus::Queued | ExportStatus::Running => Tone::Info,
        ExportStatus::Expired => Tone::Neutral,
    };
    let until = expires.filter(|_| link.is_some()).map(|expires| {
        view! {
            ", until " <time datetime=expires.iso title=expires.long>
                {expires.short}
            </time>
        }
    });
    view! {
        <li class="flex flex-col gap-2.5 px-4 py-3">
            <div class="flex flex-wrap items-center justify-between gap-3">
                <p class="flex min-w-0 flex-wrap items-center gap-x-2.5 gap-y-1 text-sm text-ink">
                    <Badge tone>{status.label()}</Badge>
                    <span class="text-muted">
                        "From " <time datetime=created.iso title=created.long>
                            {created.short}
                        </time> {until} {bytes.map(|bytes| format!(", {}", size(bytes)))}
                    </span>
                </p>
                {link
                    .map(|link| {
                        view! {
                            <LinkButton href=link external=true>
                                "Download"
                            </LinkButton>
                        }
                    })}
            </div>
            {status.is_open().then(|| view! { <Progress label="Being packed" value=Signal::stored(Some(percent)) /> })}
        </li>
    }
}

#[component]
fn DeleteSection(organization: String, delete: ServerAction<DeleteOrganization>) -> impl IntoView {
    let error = kit::form_error(delete);
    let typed = kit::typed(DeleteOrganization::PATH, "form[confirmation]");
    view! {
        <FormSection
            title="Delete the organisation"
            description="It closes at once for everybody in it. Until 30 days have passed you can bring it back from your account page; then everything is gone for good."
        >
            {move || {
                error
                    .get()
                    .filter(|error| error.fields().is_none())
                    .map(|error| view! { <Alert tone=Tone::Danger title=error.to_string() /> })
            }}
            <details class="group rounded-xl border border-danger/40 bg-surface p-4" open=error.with_untracked(Option::is_some)>
                <summary class="cursor-pointer text-sm font-medium text-danger-ink focus-ring">
                    {format!("Delete {organization}…")}
                </summary>
                <ActionForm action=delete attr:class="mt-4 flex flex-col gap-5">
                    <Field
                        name="form[confirmation]"
                        label=format!("Type “{organization}” to confirm")
                        required=true
                        error=kit::field_error(delete, "confirmation")
                    >
                        <TextInput value=typed autocomplete="off" />
                    </Field>
                    <Field
                        name="form[proof]"
                        label="Your password"
                        hint="So that nobody else does this at your desk."
                        required=true
                        error=kit::field_error(delete, "proof")
                    >
                        <PasswordInput autocomplete="current-password" />
                    </Field>
                    <FormActions>
                        <Button submit=true variant=ButtonVariant::Danger loading=delete.pending()>
                            "Delete the organisation"
                        </Button>
                    </FormActions>
                </ActionForm>
            </details>
        </FormSection>
    }
}

/// A size as people read it.
fn size(bytes: u64) -> String {
    const KB: u64 = 1000;
    match bytes {
        0..KB => format!("{bytes} bytes"),
        KB..1_000_000 => format!("{} KB", bytes / KB),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_are_told_in_the_unit_a_person_would_use() {
        assert_eq!([size(999), size(12_345), size(5_480_000)], ["999 bytes", "12 KB", "5.4 MB"]);
    }
}
