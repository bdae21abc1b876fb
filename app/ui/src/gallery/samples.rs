//! Whole pages made of the components, to judge how they look together.

use domain::{AppError, FieldErrors, ListAddress, Paging, Place};
use leptos::prelude::*;

use super::chat::{SampleConversations, SampleThread};
use super::content::MembersTable;
use super::overlays::palette_entries;
use crate::{
    AppShell, AuthLayout, Badge, BarItem, Button, ButtonSize, ButtonVariant, Card, Composer, Crumb, Field,
    FieldErrorsSummary, FillPage, FormActions, IconButton, IconName, InputKind, LinkButton, MenuItem, MenuLink,
    MenuSection, NavItem, NavSection, OrgSwitcher, Page, PageHeader, PageLinks, PageWidth, PasswordInput, SplitView,
    Tab, Tabs, TextInput, ThemeSwitch, ToastProvider, UserMenu, ViewingAsBanner, error_of,
};

#[component]
fn SampleShell(#[prop(into, optional)] banner: Option<ViewFnOnce>, children: Children) -> impl IntoView {
    let brand = || {
        view! {
            <OrgSwitcher name="Studio North" detail="Owner">
                <MenuSection label="Organisations">
                    <MenuLink href="#north" current=true>
                        "Studio North"
                    </MenuLink>
                    <MenuLink href="#south">"Southbank Coaching"</MenuLink>
                </MenuSection>
                <MenuSection>
                    <MenuLink href="#new" icon=IconName::Plus>
                        "New organisation"
                    </MenuLink>
                </MenuSection>
            </OrgSwitcher>
        }
    };
    let user = || {
        view! {
            <UserMenu name="Ada Lovelace" email="ada@example.com">
                <MenuSection>
                    <MenuLink href="#account" icon=IconName::User>
                        "Account"
                    </MenuLink>
                    <div class="flex items-center justify-between gap-4 py-1 pe-1.5 ps-2.5 text-sm">
                        "Colours" <ThemeSwitch action="/theme" />
                    </div>
                </MenuSection>
                <MenuSection>
                    <MenuItem icon=IconName::Logout>"Sign out"</MenuItem>
                </MenuSection>
            </UserMenu>
        }
    };
    let shell = match banner {
        Some(banner) => view! {
            <AppShell brand nav=navigation bar=bar user_menu=user palette=palette_entries() banner=move || banner.run()>
                {children()}
            </AppShell>
        }
        .into_any(),
        None => view! {
            <AppShell brand nav=navigation bar=bar user_menu=user palette=palette_entries()>
                {children()}
            </AppShell>
        }
        .into_any(),
    };
    view! { <ToastProvider>{shell}</ToastProvider> }
}

fn navigation() -> impl IntoView {
    view! {
        <NavSection>
            <NavItem href="/" icon=IconName::Home label="Home" exact=true />
            <NavItem href="/chat" icon=IconName::Chat label="Chat" count=3_u32 />
            <NavItem href="/agents" icon=IconName::Bot label="Agents" />
        </NavSection>
        <NavSection label="Organisation">
            <NavItem href="/settings/members" icon=IconName::Users label="Members" />
            <NavItem href="/settings" icon=IconName::Settings label="Settings" exact=true />
        </NavSection>
    }
}

fn bar() -> impl IntoView {
    view! {
        <BarItem href="/" icon=IconName::Home label="Home" exact=true />
        <BarItem href="/chat" icon=IconName::Chat label="Chat" />
    }
}

/// A settings page with a table, under the operator's banner.
#[component]
pub fn TableSample() -> impl IntoView {
    let tabs = vec![
        Tab::new("General", "#general", false),
        Tab::new("Members", "#members", true).count(48),
        Tab::new("Models", "#models", false),
    ];
    let banner = || {
        view! {
            <ViewingAsBanner name="Studio North">
                <Button size=ButtonSize::Sm class="h-7">
                    "Exit"
                </Button>
            </ViewingAsBanner>
        }
    };
    view! {
        <SampleShell banner>
            <Page>
                <PageHeader
                    title="Members"
                    description="People who can sign in to Studio North. Owners and admins can invite others."
                    crumbs=vec![Crumb::link("Settings", "#settings"), Crumb::here("Members")]
                    actions=|| {
                        view! {
                            <Button icon=IconName::Copy>"Invite link"</Button>
                            <Button variant=ButtonVariant::Primary icon=IconName::Plus>
                                "Invite people"
                            </Button>
                        }
                    }
                />
                <Tabs label="Settings" tabs=tabs />
                <div class="flex flex-col gap-4">
                    <div class="flex flex-wrap gap-3">
                        <TextInput
                            name="q"
                            label="Search members"
                            kind=InputKind::Search
                            icon=IconName::Search
                            placeholder="Name or e-mail"
                            class="w-full sm:w-72"
                        />
                    </div>
                    <MembersTable />
                    <PageLinks place=Place::Counted(Paging::of(1, 48, 4)) address=ListAddress::new("") />
                </div>
            </Page>
        </SampleShell>
    }
}

/// The chat: full height, list beside thread.
#[component]
pub fn ChatSample() -> impl IntoView {
    let list = || {
        view! {
            <div class="p-3">
                <LinkButton href="#new" icon=IconName::Plus class="w-full">
                    "New conversation"
                </LinkButton>
            </div>
            <div class="min-h-0 flex-1 overflow-y-auto">
                <SampleConversations />
            </div>
        }
    };
    let heading = || {
        view! {
            <div class="flex items-center gap-2.5">
                <h1 class="truncate text-sm font-semibold">"Webinar ideas"</h1>
                <Badge>"Demo model"</Badge>
            </div>
        }
    };
    view! {
        <SampleShell>
            <FillPage>
                <SplitView
                    list_label="Conversations"
                    list
                    heading
                    actions=|| view! { <IconButton icon=IconName::Trash label="Delete conversation" /> }
                >
                    <SampleThread />
                    <form class="mx-auto w-full max-w-3xl px-4 pb-4 sm:px-6">
                        <Composer placeholder="Message Assistant" tools=|| "Enter sends" />
                    </form>
                </SplitView>
            </FillPage>
        </SampleShell>
    }
}

/// Sign-in after a failed try.
#[component]
pub fn SignInSample(
    /// Shows the errors of a failed try.
    #[prop(optional)]
    failed: bool,
) -> impl IntoView {
    let mut errors = FieldErrors::form("E-mail and password do not match.");
    errors.add("email", "Enter a complete e-mail address.");
    let error = Signal::stored(failed.then_some(AppError::Invalid(errors)));
    view! {
        <AuthLayout
            title="Sign in"
            subtitle="Welcome back. Use the e-mail address you were invited with."
            footer=|| {
                view! {
                    "Invited, but no account yet? "
                    <a href="#help" class="font-medium text-accent-ink hover:underline">
                        "Open your invitation"
                    </a>
                }
            }
        >
            <form class="flex flex-col gap-5">
                <FieldErrorsSummary error />
                <Field name="email" label="E-mail" error=error_of(error, "email")>
                    <TextInput kind=InputKind::Email autocomplete="username" value="ada@example" />
                </Field>
                <Field
                    name="password"
                    label="Password"
                    aside=|| {
                        view! {
                            <a href="#forgot" class="text-accent-ink hover:underline">
                                "Forgot it?"
                            </a>
                        }
                    }
                >
                    <PasswordInput />
                </Field>
                <Button variant=ButtonVariant::Primary size=ButtonSize::Lg class="w-full" submit=true>
                    "Sign in"
                </Button>
            </form>
        </AuthLayout>
    }
}

/// A settings form in a narrow page.
#[component]
pub fn SettingsSample() -> impl IntoView {
    view! {
        <SampleShell>
            <Page width=PageWidth::Narrow>
                <PageHeader title="Settings" description="Name, address and colours of your organisation." />
                <Card
                    title="Organisation"
                    description="Shown to everybody you invite."
                    footer=|| "Changes apply at once for all members."
                >
                    <form class="flex max-w-md flex-col gap-5">
                        <Field name="name" label="Name" required=true>
                            <TextInput value="Studio North" />
                        </Field>
                        <Field name="slug" label="Short name" hint="Part of your address: letters, digits, dashes.">
                            <TextInput value="studio-north" />
                        </Field>
                        <FormActions>
                            <Button variant=ButtonVariant::Primary submit=true>
                                "Save changes"
                            </Button>
                        </FormActions>
                    </form>
                </Card>
            </Page>
        </SampleShell>
    }
}
