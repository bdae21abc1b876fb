//! The pages in front of the door: signing in and up, and what the links of mails open.

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
    /// What people without a session open: signing in and up, and the links of mails.
    Door in door {
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
pub(super) fn DoorRoutes() -> AnyNestedRoute {
    view! {
        <Route path=path!("/sign-in") view=Door::SignIn ssr=Async />
        <Route path=path!("/sign-in/code") view=Door::SignInCode ssr=Async />
        <Route path=path!("/sign-up") view=Door::SignUp ssr=Async />
        <Route path=path!("/invite/:token") view=Door::Invite ssr=Async />
        <Route path=path!("/signup/:token") view=Door::OwnerInvite ssr=Async />
        <Route path=path!("/forgot-password") view=Door::ForgotPassword ssr=Async />
        <Route path=path!("/reset-password/:token") view=Door::ResetPassword ssr=Async />
        <Route path=path!("/verify-email/:token") view=Door::VerifyEmail ssr=Async />
        <Route path=path!("/confirm-email/:token") view=Door::ConfirmEmail ssr=Async />
    }
    .into_inner()
    .into_any_nested_route()
}
