//! Exports of the organisation: the list, their progress, and the button for another one.

use leptos::form::ActionForm;
use leptos::prelude::*;
use organization_domain::offboarding::{ExportRow, ExportStatus};
use ui::{Alert, Badge, Button, EmptyState, FormActions, FormSection, IconName, LinkButton, Progress, Time, Tone};

use crate::api::RequestExport;

/// The list with its button.
#[component]
pub fn ExportSection(exports: Vec<ExportRow>, request: ServerAction<RequestExport>) -> impl IntoView {
    let is_open = exports.iter().any(|export| export.status.is_open());
    let error = kit::form_error(request);
    let list = if exports.is_empty() {
        view! {
            <EmptyState
                icon=IconName::Inbox
                title="Nothing exported yet"
                text="An export holds every conversation, agent, member and file of this organisation."
                class="rounded-xl border border-line bg-surface"
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
            ", until "
            <Time moment=expires />
        }
    });
    view! {
        <li class="flex flex-col gap-2.5 px-4 py-3">
            <div class="flex flex-wrap items-center justify-between gap-3">
                <p class="flex min-w-0 flex-wrap items-center gap-x-2.5 gap-y-1 text-sm text-ink">
                    <Badge tone>{status.label()}</Badge>
                    <span class="text-muted">
                        "From " <Time moment=created /> {until} {bytes.map(|bytes| format!(", {}", size(bytes)))}
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

/// A size as text.
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
