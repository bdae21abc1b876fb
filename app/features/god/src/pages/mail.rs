//! `/god-dashboard/mailbox/:id`: one mail, as it was written.

use domain::AppError;
use domain::ids::MailId;
use god_domain::mails::{HIDDEN, MailView, OneMail};
use kit::PageTitle;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use ui::{
    Alert, Button, Card, Crumb, FieldErrorsSummary, FormActions, Load, Page, PageHeader, PageWidth, ProofField,
    TextSkeleton, Tone,
};

use super::status::StatusBadge;
use crate::api::{RevealMail, get_mail};

/// A mail's text part, with its links clickable. The HTML part is not shown: it is a page of its own with styles that
/// the content security policy rightly refuses.
#[component]
pub fn MailPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id")).and_then(|id| id.parse::<MailId>().ok()));
    let reveal = ServerAction::<RevealMail>::new();
    let revealed = kit::successes(reveal);
    let mail = Resource::new_blocking(
        move || (id.get(), revealed.get()),
        |(id, _)| async move {
            match id {
                Some(id) => get_mail(OneMail { id }).await,
                None => Err(AppError::NotFound),
            }
        },
    );
    view! {
        <PageTitle title="Mail" />
        <Page width=PageWidth::Narrow>
            <Load
                resource=mail
                fallback=|| view! { <TextSkeleton lines=8 /> }
                view=move |mail| view! { <Mail mail reveal /> }.into_any()
            />
        </Page>
    }
}

#[component]
fn Mail(mail: MailView, reveal: ServerAction<RevealMail>) -> impl IntoView {
    let MailView { row, text, hides_links, .. } = mail;
    let id = row.id;
    let crumbs = vec![Crumb::link("Mailbox", "/god-dashboard/mailbox"), Crumb::here(row.subject.clone())];
    let error = row.last_error.map(|error| view! { <p class="text-[13px] text-danger-ink">{error}</p> });
    view! {
        <PageHeader title=row.subject crumbs />
        <Card>
            <dl class="grid grid-cols-[auto_1fr] gap-x-6 gap-y-2 text-sm">
                <dt class="text-muted">"To"</dt>
                <dd>
                    <bdi dir="ltr">{row.recipient}</bdi>
                </dd>
                <dt class="text-muted">"Written"</dt>
                <dd>
                    <time datetime=row.created.iso>{row.created.long}</time>
                </dd>
                <dt class="text-muted">"State"</dt>
                <dd>
                    <StatusBadge status=row.status />
                    {error}
                </dd>
                <dt class="text-muted">"Tries"</dt>
                <dd>{row.attempts}</dd>
            </dl>
        </Card>
        {hides_links.then(|| view! { <RevealForm id reveal /> })}
        <Card>
            {if text.is_empty() {
                view! {
                    <p class="text-sm text-muted">
                        "Its words were not kept: a mail that was delivered or given up may carry links that still open doors."
                    </p>
                }
                    .into_any()
            } else {
                view! { <div dir="auto" class="own-lines text-sm">{linked(&text, hides_links)}</div> }.into_any()
            }}
        </Card>
    }
}

/// Asks for a proof before the mail's links are shown.
#[component]
fn RevealForm(id: MailId, reveal: ServerAction<RevealMail>) -> impl IntoView {
    view! {
        <Card>
            <Alert tone=Tone::Warning title="Its links are hidden">
                "They open an account or a place in an organisation. To see them is written into the platform's audit log, with the address that this mail went to."
            </Alert>
            <FieldErrorsSummary error=kit::form_error(reveal) prefix="form" />
            <ActionForm action=reveal attr:class="mt-5 flex flex-col gap-5">
                <input type="hidden" name="form[id]" value=id.to_string() />
                <ProofField error=kit::field_error(reveal, "proof") />
                <FormActions>
                    <Button submit=true loading=kit::working(reveal)>
                        "Show the links"
                    </Button>
                </FormActions>
            </ActionForm>
        </Card>
    }
}

/// The text with its web addresses as links. A hidden link stays text: it would lead nowhere.
fn linked(text: &str, hides_links: bool) -> Vec<AnyView> {
    let is_whole = |address: &str| !(hides_links && address.contains(HIDDEN));
    text.split_inclusive(char::is_whitespace)
        .map(|word| {
            let address = word.trim_end();
            let is_address = address.starts_with("http://") || address.starts_with("https://");
            if is_address && is_whole(address) {
                let rest = word.get(address.len()..).unwrap_or_default().to_owned();
                let (href, address) = (address.to_owned(), address.to_owned());
                view! {
                    <a href=href class="underline underline-offset-2 focus-ring">
                        {address}
                    </a>
                    {rest}
                }
                .into_any()
            } else {
                word.to_owned().into_any()
            }
        })
        .collect()
}
