//! The pages for signed-out people: signing in and up, and what the links of mails open.

use account::{
    ConfirmEmailPage, ForgotPasswordPage, InvitePage, OwnerInvitePage, ResetPasswordPage, SignInCodePage, SignInPage,
    SignUpPage, VerifyEmailPage,
};
use leptos::prelude::*;
use leptos_router::any_nested_route::{AnyNestedRoute, IntoAnyNestedRoute};
use leptos_router::components::Route;
use leptos_router::{SsrMode::Async, path};

use super::fetched::fetched_together;

fetched_together! {
    /// The pages for signed-out people: signing in and up, and the links of mails.
    Entry in entry {
        SignIn => SignInPage,
        SignInCode => SignInCodePage,
        SignUp => SignUpPage,
        Invite => InvitePage,
        OwnerInvite => OwnerInvitePage,
        ForgotPassword => ForgotPasswordPage,
        ResetPassword => ResetPasswordPage,
        VerifyEmail => VerifyEmailPage,
        ConfirmEmail => ConfirmEmailPage,
    }
}

/// The address of each page.
#[component(transparent)]
pub(super) fn EntryRoutes() -> AnyNestedRoute {
    view! {
        <Route path=path!("/sign-in") view=Entry::SignIn ssr=Async />
        <Route path=path!("/sign-in/code") view=Entry::SignInCode ssr=Async />
        <Route path=path!("/sign-up") view=Entry::SignUp ssr=Async />
        <Route path=path!("/invite/:token") view=Entry::Invite ssr=Async />
        <Route path=path!("/signup/:token") view=Entry::OwnerInvite ssr=Async />
        <Route path=path!("/forgot-password") view=Entry::ForgotPassword ssr=Async />
        <Route path=path!("/reset-password/:token") view=Entry::ResetPassword ssr=Async />
        <Route path=path!("/verify-email/:token") view=Entry::VerifyEmail ssr=Async />
        <Route path=path!("/confirm-email/:token") view=Entry::ConfirmEmail ssr=Async />
    }
    .into_inner()
    .into_any_nested_route()
}
