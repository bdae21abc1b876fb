//! `/agents`: every agent of the organisation.

use agents_domain::AgentCard;
use kit::PageTitle;
use leptos::prelude::*;
use ui::{
    Address, Badge, Column, EmptyState, IconName, Load, Page, PageHeader, RowLink, Table, TableCell, TableRow,
    TableSkeleton, Time, Tone,
};

use crate::api::list_agents;

/// The agents of the organisation, by name.
#[component]
pub fn AgentsPage() -> impl IntoView {
    let agents = Resource::new_blocking(|| (), |()| list_agents());
    view! {
        <PageTitle title="Agents" />
        <Page>
            <PageHeader
                title="Agents"
                description="What your members talk to. Each agent has its own instructions and its own model."
            />
            <Load
                resource=agents
                fallback=|| view! { <TableSkeleton rows=3 columns=3 /> }
                view=|agents| view! { <AgentTable agents /> }.into_any()
            />
        </Page>
    }
}

#[component]
fn AgentTable(agents: Vec<AgentCard>) -> impl IntoView {
    let columns = vec![Column::new("Name"), Column::new("Model"), Column::new("Changed")];
    let is_empty = agents.is_empty();
    let rows = agents.into_iter().map(|agent| view! { <AgentLine agent /> }).collect_view();
    view! {
        <Table
            caption="Agents of this organisation"
            columns
            is_empty
            empty=|| {
                view! {
                    <EmptyState
                        icon=IconName::Bot
                        title="No agents yet"
                        text="An organisation starts with one. If it is gone, ask the operator to bring it back."
                    />
                }
            }
        >
            {rows}
        </Table>
    }
}

#[component]
fn AgentLine(agent: AgentCard) -> impl IntoView {
    let demo = agent.is_demo.then(|| view! { <Badge tone=Tone::Info>"Demo model"</Badge> });
    view! {
        <TableRow>
            <TableCell>
                <RowLink href=format!("/agents/{}", agent.id)>{agent.name}</RowLink>
            </TableCell>
            <TableCell label="Model">
                <span class="flex min-w-0 flex-wrap items-center gap-2">
                    <Address text=agent.model />
                    {demo}
                </span>
            </TableCell>
            <TableCell label="Changed">
                <Time moment=agent.updated />
            </TableCell>
        </TableRow>
    }
}
