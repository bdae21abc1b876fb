//! The organisation's jobs in the queue.

use god_domain::{JobRow, JobState};
use leptos::prelude::*;
use ui::{Badge, IconName, TableCell, TableRow, Time, Tone};

use super::lists::list;

/// The next due job comes first; finished jobs are not listed.
#[component]
pub(super) fn JobList(jobs: Vec<JobRow>) -> impl IntoView {
    let rows: Vec<AnyView> = jobs.into_iter().map(row).collect();
    let nothing =
        (IconName::Check, "Nothing waits", "Mails, exports and files that are still to be dealt with appear here.");
    list("Jobs of this organisation", &["Job", "State", "Due", "Tries"], rows, nothing)
}

fn row(job: JobRow) -> AnyView {
    let (tone, state) = match job.state {
        JobState::Waiting => (Tone::Info, "Waiting"),
        JobState::Running => (Tone::Success, "Running"),
        JobState::GivenUp => (Tone::Danger, "Given up"),
    };
    let error = job.last_error.map(|error| view! { <span class="block text-xs text-muted">{error}</span> });
    view! {
        <TableRow>
            <TableCell>
                <span class="font-medium">{task(&job.task)}</span>
            </TableCell>
            <TableCell label="State">
                <span>
                    <Badge tone dot=true>
                        {state}
                    </Badge>
                    {error}
                </span>
            </TableCell>
            <TableCell label="Due">
                <Time moment=job.due />
            </TableCell>
            <TableCell label="Tries" end=true>
                {format!("{} of {}", job.attempts, job.max_attempts)}
            </TableCell>
        </TableRow>
    }
    .into_any()
}

/// The task as text; an unknown task shows its own name.
fn task(name: &str) -> String {
    match name {
        "send_mail" => "Send a mail",
        "export_organization" => "Pack an export",
        "cancel_subscription" => "Cancel a paid subscription",
        "remove_object" => "Remove a file",
        other => other,
    }
    .to_owned()
}
