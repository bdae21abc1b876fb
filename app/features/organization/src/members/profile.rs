//! `/settings/members/:id`: one member, and what the viewer may change about them.

use domain::AppError;
use domain::ids::UserId;
use domain::members::{MemberProfile, OneMember};
use kit::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use ui::{Avatar, AvatarSize, Card, Crumb, Load, Page, PageHeader, PageWidth, TextSkeleton};

use super::LIST;
use super::api::get_member;
use super::line::RoleBadge;
use super::manage::{ChangeForm, GoingSection, MemberActs, OfferForm};
use super::offer::{Answers, OfferNotice};

/// The page of one member.
#[component]
pub fn MemberPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id")).and_then(|id| id.parse::<UserId>().ok()));
    let (acts, answers) = (MemberActs::new(), Answers::new());
    let member = Resource::new_blocking(
        move || (id.get(), acts.done(), answers.given()),
        |(id, _, _)| async move {
            match id {
                Some(id) => get_member(OneMember { id }).await,
                None => Err(AppError::NotFound),
            }
        },
    );
    view! {
        <PageTitle title="Member" />
        <Page width=PageWidth::Narrow>
            <Load
                resource=member
                fallback=|| view! { <TextSkeleton lines=6 /> }
                view=move |member| view! { <Profile member acts answers /> }.into_any()
            />
        </Page>
    }
}

#[component]
fn Profile(member: MemberProfile, acts: MemberActs, answers: Answers) -> impl IntoView {
    let crumbs = vec![Crumb::link("Members", LIST), Crumb::here(member.name.clone())];
    let transfer = member.transfer.clone();
    let may_change = !member.roles.is_empty();
    view! {
        <PageHeader title=member.name.clone() crumbs />
        {transfer.map(|transfer| view! { <OfferNotice transfer answers /> })}
        <Facts member=member.clone() />
        <div>
            {may_change.then(|| view! { <ChangeForm member=member.clone() action=acts.change /> })}
            {member.may_offer.then(|| view! { <OfferForm member=member.clone() acts /> })}
            <GoingSection member acts />
        </div>
    }
}

#[component]
fn Facts(member: MemberProfile) -> impl IntoView {
    let tier = member.tiers.of(member.tier).to_owned();
    let you = member.is_you.then_some(" (you)");
    view! {
        <Card>
            <div class="flex flex-col gap-5 sm:flex-row sm:items-center">
                <Avatar name=member.name.clone() picture=member.picture size=AvatarSize::Lg />
                <dl class="grid min-w-0 flex-1 grid-cols-[auto_1fr] gap-x-6 gap-y-2 text-sm">
                    <dt class="text-muted">"Name"</dt>
                    <dd>
                        <bdi>{member.name}</bdi> {you}
                    </dd>
                    <dt class="text-muted">"E-mail"</dt>
                    <dd>
                        <bdi dir="ltr">{member.email}</bdi>
                    </dd>
                    <dt class="text-muted">"Role"</dt>
                    <dd>
                        <RoleBadge role=member.role />
                    </dd>
                    <dt class="text-muted">"Tier"</dt>
                    <dd dir="auto">{tier}</dd>
                    <dt class="text-muted">"Joined"</dt>
                    <dd>
                        <time datetime=member.joined.iso>{member.joined.long}</time>
                    </dd>
                </dl>
            </div>
        </Card>
    }
}
