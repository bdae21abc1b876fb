//! One organisation in the list.

use domain::figures::{bytes, count, dollars, dollars_of_microcents};
use domain::values::shown;
use god_domain::{OrganizationRow, TierChoice};
use leptos::prelude::*;
use ui::{Address, RowCheck, RowLink, TableCell, TableRow, Time};

use super::bulk::{FORM, TICKS};
use crate::parts::{ActMenu, Logo, StateBadge, Target, TierBadge};

/// A row; on a phone a card.
#[component]
pub(super) fn Line(line: OrganizationRow, tiers: Vec<TierChoice>, base: String, ticked: bool) -> impl IntoView {
    let target = Target::of_line(&line, &tiers);
    let name = shown(&line.name, &line.slug).to_owned();
    let tick = format!("Tick {name}");
    let owner = line.owner_email.unwrap_or_else(|| "No owner".to_owned());
    view! {
        <TableRow>
            <TableCell class="w-8 max-md:absolute max-md:end-14 max-md:top-4 md:pe-0!">
                <RowCheck
                    form=FORM
                    name=TICKS
                    value=line.id.to_string()
                    label=tick
                    checked=ticked
                />
            </TableCell>
            <TableCell class="md:max-w-64 max-md:pe-20">
                <span class="flex min-w-0 items-center gap-2.5">
                    <Logo name=line.name.clone() picture=line.logo />
                    <span class="flex min-w-0 flex-col">
                        <RowLink href=format!("/god-dashboard/organizations/{}", line.id) title=name.clone()>
                            {name}
                        </RowLink>
                        <Address text=owner class="text-xs text-muted" />
                    </span>
                </span>
            </TableCell>
            <TableCell label="Members" end=true>
                {count(line.members.into())}
            </TableCell>
            <TableCell label="Tier">
                <TierBadge tier=line.tier />
            </TableCell>
            <TableCell label="MRR" end=true>
                {dollars(line.mrr_cents.into())}
            </TableCell>
            <TableCell label="Created">
                <Time moment=line.created />
            </TableCell>
            <TableCell label="Last active">
                {match line.last_activity {
                    Some(moment) => view! { <Time moment /> }.into_any(),
                    None => view! { <span class="text-muted">"Never"</span> }.into_any(),
                }}
            </TableCell>
            <TableCell label="Chats" end=true>
                {count(line.conversations)}
            </TableCell>
            <TableCell label="Messages" end=true>
                {count(line.messages)}
            </TableCell>
            <TableCell label="AI cost" end=true>
                {dollars_of_microcents(line.cost_microcents)}
            </TableCell>
            <TableCell label="Storage" end=true class="whitespace-nowrap">
                {bytes(line.storage_bytes)}
            </TableCell>
            <TableCell label="State">
                <StateBadge state=line.state />
            </TableCell>
            <TableCell end=true class="relative w-10 max-md:absolute max-md:top-3 max-md:end-3 max-md:w-auto">
                <ActMenu target base />
            </TableCell>
        </TableRow>
    }
}
