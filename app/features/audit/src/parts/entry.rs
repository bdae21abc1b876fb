//! One entry: when, who, what, and the changes. On a phone the action comes first, then the person and the time.

use audit_domain::{AuditRow, Change};
use leptos::prelude::*;
use ui::{Address, Name, TableCell, TableRow, Time};

/// More changes than this are folded.
const SHOWN: usize = 3;

#[component]
pub(super) fn Entry(row: AuditRow) -> impl IntoView {
    let AuditRow { at, doer, in_place_of, what, target, changes, request_id, address, organization, .. } = row;
    let place = in_place_of
        .map(|subject| view! { <span class="block text-[13px] text-muted">"in place of " <bdi>{subject}</bdi></span> });
    let organization =
        organization.map(|name| view! { <Name text=name class="text-[13px] text-muted max-md:line-clamp-none" /> });
    let target = target.map(|target| {
        view! {
            <Address text=target whole=true class="font-mono text-xs text-muted md:max-w-64" />
        }
    });
    let origin = [address, request_id.map(|id| format!("request {id}"))].into_iter().flatten().collect::<Vec<_>>();
    let is_bare = changes.is_empty() && origin.is_empty();
    view! {
        <TableRow placed=true>
            <TableCell class="max-md:col-start-2 max-md:row-start-2 max-md:self-start max-md:text-[13px] max-md:text-muted">
                <Time moment=at />
            </TableCell>
            <TableCell class="max-md:col-start-1 max-md:row-start-2 max-md:self-start max-md:text-[13px] max-md:text-muted">
                <span class="block min-w-0"><bdi>{doer.label()}</bdi> {place}</span>
            </TableCell>
            <TableCell class="max-md:col-span-2 max-md:row-start-1">
                <span class="block min-w-0">
                    <span class="font-medium">{what}</span>
                    {organization}
                    {target}
                </span>
            </TableCell>
            <TableCell class=if is_bare { "max-md:hidden" } else { "max-md:col-span-2 max-md:row-start-3" }>
                <div class="min-w-0 space-y-1">
                    <Changes changes />
                    {(!origin.is_empty())
                        .then(|| view! { <p class="text-xs break-all text-muted">{origin.join(" · ")}</p> })}
                </div>
            </TableCell>
        </TableRow>
    }
}

/// The first few at once, the others behind a fold that needs no script.
#[component]
fn Changes(mut changes: Vec<Change>) -> impl IntoView {
    let folded = changes.split_off(changes.len().min(SHOWN));
    let more = folded.len();
    view! {
        {(!changes.is_empty()).then(|| view! { <Pairs changes /> })}
        {(more > 0)
            .then(|| {
                view! {
                    <details class="text-[13px]">
                        <summary class="cursor-pointer text-muted focus-ring">{format!("{more} more")}</summary>
                        <Pairs changes=folded />
                    </details>
                }
            })}
    }
}

#[component]
fn Pairs(changes: Vec<Change>) -> impl IntoView {
    let pairs = changes
        .into_iter()
        .map(|change| {
            let before = change.before.map(|before| {
                view! {
                    <del class="text-muted">
                        <span class="sr-only">"before: "</span>
                        <bdi>{before}</bdi>
                    </del>
                    " → "
                }
            });
            view! {
                <div>
                    <dt class="inline text-muted">{change.field} ": "</dt>
                    <dd class="inline">{before} <bdi>{change.after.unwrap_or_else(|| "removed".to_owned())}</bdi></dd>
                </div>
            }
        })
        .collect_view();
    view! { <dl class="space-y-0.5 text-[13px]">{pairs}</dl> }
}
