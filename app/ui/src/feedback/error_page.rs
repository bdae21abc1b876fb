//! Full-size error views: what happened, and what to do next.

use domain::AppError;
use leptos::prelude::*;

use super::{Alert, Tone};
use crate::actions::{Button, ButtonSize, ButtonVariant, LinkButton};
use crate::icons::{Icon, IconName};

/// The kind of error of a page-sized view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ErrorKind {
    SignedOut,
    Forbidden,
    NotFound,
    Gone,
    /// The organisation is closed; carries what to show.
    Closed {
        title: String,
        text: String,
    },
    /// Carries the reference that finds the fault in the log.
    Internal(Option<String>),
    /// Carries the sentence to show.
    Unavailable(String),
    Offline,
}

struct Words {
    code: &'static str,
    icon: IconName,
    title: String,
    text: String,
}

impl ErrorKind {
    fn words(&self) -> Words {
        let (code, icon, title, text) = match self {
            Self::SignedOut => {
                ("401", IconName::Key, "Please sign in", "Your session has ended or you are not signed in.")
            }
            Self::Forbidden => (
                "403",
                IconName::Shield,
                "You may not see this",
                "Your role does not include this page. An owner of the organisation can change that.",
            ),
            Self::NotFound => (
                "404",
                IconName::Search,
                "Nothing here",
                "The page does not exist, or it is not yours to see. Check the address or start again from home.",
            ),
            Self::Gone => (
                "410",
                IconName::Clock,
                "This has been removed",
                "The link has expired, was used already, or its owner took it back. Ask for a new one.",
            ),
            Self::Closed { title, text } => ("410", IconName::Building, title.as_str(), text.as_str()),
            Self::Internal(_) => (
                "500",
                IconName::Alert,
                "Something went wrong",
                "The fault is on our side and has been logged. Try again in a moment.",
            ),
            Self::Unavailable(message) => ("503", IconName::Clock, "Not available right now", message.as_str()),
            Self::Offline => (
                "Offline",
                IconName::WifiOff,
                "You are offline",
                "The server cannot be reached. Check your connection; nothing you sent has been lost.",
            ),
        };
        Words { code, icon, title: title.to_owned(), text: text.to_owned() }
    }

    fn reference(&self) -> Option<String> {
        match self {
            Self::Internal(reference) => reference.clone(),
            _ => None,
        }
    }
}

/// A centred error view for a whole page or panel; `retry` adds a button, the link leads to `home`.
#[component]
pub fn ErrorPage(
    kind: ErrorKind,
    #[prop(into, default = None)] retry: Option<Callback<()>>,
    #[prop(into, default = "/".to_owned())] home: String,
    #[prop(into, default = "Back to home".to_owned())] home_label: String,
) -> impl IntoView {
    let words = kind.words();
    let reference = kind.reference();
    view! {
        <section class="mx-auto flex min-h-[60vh] max-w-md flex-col items-center justify-center px-6 py-16 text-center">
            <span class="flex size-14 items-center justify-center rounded-2xl border border-line bg-surface text-muted shadow-sm">
                <Icon name=words.icon class="size-6" />
            </span>
            <p class="mt-6 font-mono text-[13px] text-muted">{words.code}</p>
            <h1 class="mt-1 text-2xl font-semibold tracking-tight text-ink">{words.title}</h1>
            <p class="mt-2 text-[15px] text-pretty text-muted">{words.text}</p>
            {reference
                .map(|reference| {
                    view! {
                        <p class="mt-4 rounded-lg border border-line bg-sunken px-3 py-1.5 text-[13px] text-muted">
                            "Reference " <code class="font-mono text-ink select-all">{reference}</code>
                        </p>
                    }
                })}
            <div class="mt-7 flex flex-wrap justify-center gap-2.5">
                {retry
                    .map(|retry| {
                        view! {
                            <Button variant=ButtonVariant::Primary icon=IconName::Retry on_press=retry>
                                "Try again"
                            </Button>
                        }
                    })} <LinkButton href=home>{home_label}</LinkButton>
            </div>
        </section>
    }
}

/// Any [`AppError`] in the form that fits it: page-sized when there is nothing else to show, a callout otherwise.
#[component]
pub fn ErrorView(
    error: AppError,
    #[prop(into, default = None)] retry: Option<Callback<()>>,
    /// Where "Sign in" leads.
    #[prop(into, default = "/sign-in".to_owned())]
    sign_in: String,
) -> impl IntoView {
    let kind = match error {
        AppError::Unauthenticated => ErrorKind::SignedOut,
        AppError::Forbidden => ErrorKind::Forbidden,
        AppError::NotFound => ErrorKind::NotFound,
        AppError::Closed { message } => {
            ErrorKind::Closed { title: "This organisation is closed".to_owned(), text: message }
        }
        AppError::Internal { reference } => ErrorKind::Internal(Some(reference)),
        AppError::Unavailable { message } => ErrorKind::Unavailable(message),
        AppError::Offline => ErrorKind::Offline,
        other => {
            return view! { <ErrorAlert message=other.to_string() retry /> }.into_any();
        }
    };
    if kind == ErrorKind::SignedOut {
        return view! { <ErrorPage kind home=sign_in home_label="Sign in" /> }.into_any();
    }
    let retry = if matches!(kind, ErrorKind::Forbidden | ErrorKind::NotFound) { None } else { retry };
    view! { <ErrorPage kind retry=retry /> }.into_any()
}

#[component]
fn ErrorAlert(message: String, retry: Option<Callback<()>>) -> impl IntoView {
    view! {
        <Alert
            tone=Tone::Danger
            title=message
            action=move || {
                retry
                    .map(|retry| {
                        view! {
                            <Button size=ButtonSize::Sm icon=IconName::Retry on_press=retry>
                                "Try again"
                            </Button>
                        }
                    })
            }
        />
    }
}
