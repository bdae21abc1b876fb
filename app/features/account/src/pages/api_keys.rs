//! `/account/api-keys`: keys that let programs do part of what the person may do.

use identity_domain::api_keys::{ApiKeyPage, ApiKeyRow, FreshApiKey, LIFETIMES, scope_word};
use kit::{Acts, RowState};
use leptos::form::ActionForm;
use leptos::html::Form;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use ui::{
    Alert, Badge, Button, ButtonSize, ButtonVariant, Card, Checkbox, Column, ConfirmDialog, CopyButton, Crumb,
    EmptyState, Field, FieldErrorsSummary, IconName, Load, Page, PageHeader, ProofField, RowOutcome, Select,
    SelectOption, Table, TableCell, TableRow, TableSkeleton, TextInput, Time, Toast, Tone, use_toasts,
};

use crate::api::{CreateApiKey, RevokeApiKey, list_api_keys};
use crate::parts::{DoneNotice, FormAlert};

const DONE: &[kit::DoneWord] = &[("made", "The key is made."), ("revoked", "The key is revoked.")];

/// The acts of the page.
#[derive(Clone, Copy)]
struct KeyActs {
    all: Acts,
    create: ServerAction<CreateApiKey>,
    revoke: ServerAction<RevokeApiKey>,
    /// Empty again after a key was created.
    form: NodeRef<Form>,
}

impl KeyActs {
    /// Called once, at the top of the page.
    fn new() -> Self {
        let (toasts, all) = (use_toasts(), Acts::new());
        let revoke = all.with_rows(|act: &RevokeApiKey| act.form.id);
        kit::outcome(revoke, move |()| toasts.show(Toast::success("The key is revoked.")));
        let create = all.form();
        Self { all, create, revoke, form: kit::cleared_after(create) }
    }
}

/// The list, and the form for another one.
#[component]
pub fn ApiKeysPage() -> impl IntoView {
    let acts = KeyActs::new();
    let keys = Resource::new_blocking(move || acts.all.done(), |_| list_api_keys());
    let shown = kit::revealed();
    let value = acts.create.value();
    let fresh = Memo::new(move |_| match value.get() {
        Some(Ok(FreshApiKey { key })) => Some(key),
        Some(Err(_)) => None,
        None => shown.clone(),
    });
    let crumbs = vec![Crumb::link("Your account", "/account"), Crumb::here("API keys")];
    view! {
        <kit::PageTitle title="API keys" />
        <Page>
            <PageHeader
                title="API keys"
                description="Programs with a key do in your name what the key allows."
                crumbs
            />
            <DoneNotice words=DONE />
            {move || fresh.get().map(|key| view! { <Fresh key=key /> })}
            <Load
                resource=keys
                fallback=|| view! { <TableSkeleton rows=3 columns=4 /> }
                view=move |page: ApiKeyPage| view! { <Keys page acts /> }.into_any()
            />
        </Page>
    }
}

/// A new key, which can be read only now.
#[component]
fn Fresh(#[prop(name = "key")] secret: String) -> impl IntoView {
    view! {
        <Card title="Your new key">
            <Alert tone=Tone::Warning title="Copy it now: it is not shown again" class="mb-4">
                "Keep it like a password. Send it as “Authorization: Bearer …” with requests to addresses below /api/."
            </Alert>
            <p class="font-mono text-sm break-all text-ink" data-api-key="">
                {secret.clone()}
            </p>
            <CopyButton text=secret label="Copy the key" class="mt-4" />
        </Card>
    }
}

#[component]
fn Keys(page: ApiKeyPage, acts: KeyActs) -> impl IntoView {
    let columns = vec![
        Column::new("Name"),
        Column::new("May do"),
        Column::new("Last used"),
        Column::new("Expires"),
        Column::new("Actions").hidden_label(),
    ];
    let is_empty = page.keys.is_empty();
    let strays = acts.all.strays(page.keys.iter().map(|key| key.id));
    let rows = page.keys.iter().map(|key| view! { <KeyLine key=key.clone() acts /> }).collect_view();
    let dialogs = page.keys.iter().map(|key| revoking(key, acts)).collect_view();
    view! {
        <FieldErrorsSummary error=strays />
        <Table
            caption=format!("API keys of {}", page.organization)
            columns
            is_empty
            empty=|| {
                view! {
                    <EmptyState
                        icon=IconName::Key
                        title="No keys yet"
                        text="Make one below when a program is to act for you."
                    />
                }
            }
        >
            {rows}
        </Table>
        {dialogs}
        <CreateForm page create=acts.create form=acts.form />
    }
}

#[component]
fn KeyLine(#[prop(name = "key")] row: ApiKeyRow, acts: KeyActs) -> impl IntoView {
    let RowState { pending, error, .. } = acts.all.row(row.id);
    let scopes = row.scopes.into_iter().map(|scope| view! { <Badge>{scope_word(scope)}</Badge> }).collect_view();
    let person = row.person.map(|person| view! { <span class="block text-[13px] text-muted">{person}</span> });
    let used = row.last_used.map(|used| {
        view! {
            <Time moment=used />
        }
    });
    let expires = match (row.is_expired, row.expires) {
        (true, _) => view! { <Badge tone=Tone::Danger>"Expired"</Badge> }.into_any(),
        (false, Some(end)) => view! { <time datetime=end.iso>{end.long}</time> }.into_any(),
        (false, None) => "Never".into_any(),
    };
    view! {
        <TableRow>
            <TableCell>
                <span class="font-medium">{row.name}</span>
                {person}
                <span class="block font-mono text-[13px] text-muted">{row.hint} "…"</span>
                <RowOutcome error />
            </TableCell>
            <TableCell label="May do">
                <span class="flex flex-wrap gap-1.5">{scopes}</span>
            </TableCell>
            <TableCell label="Last used">{used.map_or_else(|| "Never".into_any(), IntoAny::into_any)}</TableCell>
            <TableCell label="Expires">{expires}</TableCell>
            <TableCell end=true>
                <Button
                    opens=format!("revoke-{}", row.id)
                    size=ButtonSize::Sm
                    variant=ButtonVariant::Ghost
                    loading=pending
                >
                    "Revoke"
                </Button>
            </TableCell>
        </TableRow>
    }
}

fn revoking(key: &ApiKeyRow, acts: KeyActs) -> AnyView {
    let (id, value) = (format!("revoke-{}", key.id), key.id.to_string());
    let title = format!("Revoke “{}”?", key.name);
    view! {
        <ConfirmDialog
            id
            title
            consequence="Programs that use this key are refused from now on. This cannot be undone."
            confirm_label="Revoke key"
            action=acts.revoke
        >
            <input type="hidden" name="form[id]" value=value />
        </ConfirmDialog>
    }
    .into_any()
}

#[component]
fn CreateForm(page: ApiKeyPage, create: ServerAction<CreateApiKey>, form: NodeRef<Form>) -> impl IntoView {
    let error = move |field: &'static str| kit::field_error(create, field);
    let boxes = page
        .scopes
        .into_iter()
        .map(|scope| view! { <Checkbox name=format!("form[scopes][{}]", scope_word(scope)) label=scope.label() /> })
        .collect_view();
    let lifetimes = LIFETIMES
        .into_iter()
        .map(|days| match days {
            Some(days) => SelectOption::new(days.to_string(), format!("{days} days")),
            None => SelectOption::new("", "Until it is revoked"),
        })
        .collect::<Vec<_>>();
    let wrong = error("scopes");
    view! {
        <Card title="Make a key" description=format!("It works in {} only.", page.organization)>
            <FormAlert error=kit::form_error(create) />
            <ActionForm action=create node_ref=form attr:class="flex max-w-xl flex-col gap-5">
                <Field name="form[name]" label="What is it for?" required=true error=error("name")>
                    <TextInput
                        value=kit::typed(CreateApiKey::PATH, "form[name]")
                        max_length=80_u32
                        autocomplete="off"
                    />
                </Field>
                <fieldset class="flex flex-col gap-2.5">
                    <legend class="mb-2 text-[13px] font-medium text-ink">"It may"</legend>
                    {boxes}
                    {move || wrong.get().map(|text| view! { <p class="text-[13px] text-danger-ink">{text}</p> })}
                </fieldset>
                <Field name="form[days]" label="How long is it good?" error=error("days") class="max-w-xs">
                    <Select options=lifetimes value="90" />
                </Field>
                <ProofField error=error("proof") class="max-w-sm" />
                <div>
                    <Button submit=true variant=ButtonVariant::Primary loading=create.pending()>
                        "Make key"
                    </Button>
                </div>
            </ActionForm>
        </Card>
    }
}
