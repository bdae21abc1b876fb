//! Tables, tabs, badges, people, text.

use domain::{ListAddress, Paging, Place};
use leptos::prelude::*;

use super::pieces::{Area, Sample};
use crate::{
    Avatar, AvatarSize, Badge, Breadcrumbs, Card, Chart, ChartKind, ChartPoint, Column, Crumb, EmptyState, Icon,
    IconName, Kbd, LinkButton, Menu, MenuItem, PageLinks, Prose, RowLink, SectionHeader, Sort, Tab, Table, TableCell,
    TableRow, Tabs, Tone,
};

const PROSE: &str = include_str!("prose.html");

#[component]
pub fn Content() -> impl IntoView {
    let tabs = vec![Tab::new("All", "#content", true).count(48), Tab::new("Archived", "#content", false)];
    view! {
        <Area id="content" title="Content">
            <div class="grid gap-5 lg:grid-cols-2">
                <Badges />
                <People />
            </div>
            <SectionHeader title="Members" description="Everybody who can sign in to this organisation." />
            <Tabs label="Members by state" tabs=tabs />
            <MembersTable />
            <PageLinks place=Place::Counted(Paging::of(1, 48, 4)) address=ListAddress::new("/dev/ui") />
            <EmptyTable />
            <Charts />
            <Card title="Prose">
                <Prose html=PROSE.to_owned() class="max-w-2xl" />
            </Card>
        </Area>
    }
}

#[component]
fn Badges() -> impl IntoView {
    view! {
        <Sample title="Badges, keys, breadcrumbs">
            <Badge>"Draft"</Badge>
            <Badge tone=Tone::Info>"Beta"</Badge>
            <Badge tone=Tone::Success dot=true>
                "Active"
            </Badge>
            <Badge tone=Tone::Warning dot=true>
                "Trial ends soon"
            </Badge>
            <Badge tone=Tone::Danger dot=true>
                "Suspended"
            </Badge>
            <Kbd>"Ctrl K"</Kbd>
            <Kbd>"Esc"</Kbd>
            <Breadcrumbs crumbs=vec![Crumb::link("Settings", "#content"), Crumb::here("Members")] />
        </Sample>
    }
}

#[component]
fn Charts() -> impl IntoView {
    let points = |step: i64| -> Vec<ChartPoint> {
        (0..30)
            .map(|day| {
                let value = (day * step + 13 * (day % 7)) % 97;
                ChartPoint { label: format!("{} Nov", day + 1), value, text: value.to_string() }
            })
            .collect()
    };
    view! {
        <div class="grid gap-5 lg:grid-cols-2">
            <Card title="Line">
                <Chart id="gallery-line" title="Members" description="Members in November" points=points(3) />
            </Card>
            <Card title="Bars">
                <Chart
                    id="gallery-bars"
                    title="Messages a day"
                    description="Messages in November"
                    points=points(29)
                    kind=ChartKind::Bars
                />
            </Card>
        </div>
    }
}

#[component]
fn People() -> impl IntoView {
    let names = ["Ada Lovelace", "Grace Hopper", "Alan Turing", "Edsger Dijkstra", "Barbara Liskov", "Tony Hoare"];
    let people = names.map(|name| view! { <Avatar name /> }).collect_view();
    view! {
        <Sample title="Avatars">
            {people} <Avatar name="Studio North" square=true /> <Avatar name="Ada Lovelace" size=AvatarSize::Sm />
            <Avatar name="Ada Lovelace" size=AvatarSize::Lg />
        </Sample>
    }
}

/// The table, also for the sample pages.
#[component]
pub fn MembersTable() -> impl IntoView {
    let people = [
        ("Ada Lovelace", "ada@example.com", "Owner", "2 minutes ago", 128),
        ("Grace Hopper", "grace@example.com", "Admin", "Yesterday", 64),
        ("Alan Turing", "alan@example.com", "Member", "3 days ago", 12),
        ("Barbara Liskov", "barbara@example.com", "Member", "Invited", 0),
    ];
    let columns = vec![
        Column::new("Name").sortable(Sort::Ascending, "?sort=-name"),
        Column::new("Role").sortable(Sort::Unsorted, "?sort=role"),
        Column::new("Last seen"),
        Column::new("Messages").sortable(Sort::Unsorted, "?sort=messages").end(),
        Column::new("Actions").hidden_label(),
    ];
    let rows = people
        .into_iter()
        .enumerate()
        .map(|(at, (name, email, role, seen, messages))| {
            view! {
                <TableRow>
                    <TableCell>
                        <span class="flex items-center gap-3">
                            <Avatar name />
                            <span class="min-w-0">
                                <RowLink href="#content">{name}</RowLink>
                                <span class="block truncate text-[13px] text-muted">{email}</span>
                            </span>
                        </span>
                    </TableCell>
                    <TableCell label="Role">
                        <Badge tone=if role == "Owner" { Tone::Info } else { Tone::Neutral }>{role}</Badge>
                    </TableCell>
                    <TableCell label="Last seen">
                        <span class="text-muted">{seen}</span>
                    </TableCell>
                    <TableCell label="Messages" end=true>
                        {messages}
                    </TableCell>
                    <TableCell end=true class="relative w-14 max-md:absolute max-md:top-3 max-md:end-3 max-md:w-auto">
                        <Menu
                            id=format!("member-{at}")
                            label=format!("Actions for {name}")
                            trigger=|| view! { <Icon name=IconName::Dots /> }
                        >
                            <MenuItem icon=IconName::Edit>"Change role"</MenuItem>
                            <MenuItem icon=IconName::Trash danger=true>
                                "Remove"
                            </MenuItem>
                        </Menu>
                    </TableCell>
                </TableRow>
            }
        })
        .collect_view();
    view! {
        <Table caption="Members" columns>
            {rows}
        </Table>
    }
}

#[component]
fn EmptyTable() -> impl IntoView {
    let empty = || {
        view! {
            <EmptyState
                icon=IconName::Bot
                title="No agents yet"
                text="An agent answers your members in your words. Start with a name and a prompt."
                action=|| {
                    view! {
                        <LinkButton href="#content" icon=IconName::Plus>
                            "New agent"
                        </LinkButton>
                    }
                }
            />
        }
    };
    view! {
        <Table caption="Agents" columns=vec![Column::new("Name")] is_empty=true empty>
            ""
        </Table>
    }
}
