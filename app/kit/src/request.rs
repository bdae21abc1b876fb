//! Who asks: resolved once by the server for each request, and read here by pages and server functions.

use axum::http::request::Parts;
use backend::accounts::Visit;
use backend::{Backend, Caller, God, SignedIn};
use domain::{AppError, AppResult};
use leptos::prelude::use_context;

/// What the server knows of a request; provided as context around every page and server function.
#[derive(Clone)]
pub struct RequestContext {
    pub backend: Backend,
    /// None when nobody is signed in.
    pub signed_in: Option<SignedIn>,
    pub visit: Visit,
}

/// The request that is being answered.
pub fn request() -> AppResult<RequestContext> {
    use_context::<RequestContext>()
        .or_else(|| use_context::<Parts>().and_then(|parts| parts.extensions.get::<RequestContext>().cloned()))
        .ok_or_else(|| backend::Error::Fault("no request context is provided here".to_owned()).into())
}

/// The signed-in person, whatever organisation they are in.
pub fn signed_in() -> AppResult<(Backend, SignedIn)> {
    let context = request()?;
    let signed_in = context.signed_in.ok_or(AppError::Unauthenticated)?;
    Ok((context.backend, signed_in))
}

/// The signed-in person in their organisation.
pub fn caller() -> AppResult<(Backend, Caller)> {
    let (backend, signed_in) = signed_in()?;
    let caller = signed_in.caller()?;
    Ok((backend, caller))
}

/// The operator; to everybody else this does not exist.
pub fn god() -> AppResult<(Backend, God)> {
    let context = request()?;
    let god = context.signed_in.as_ref().ok_or(AppError::NotFound)?.god()?;
    Ok((context.backend, god))
}

/// Whoever knocks, signed in or not.
pub fn anyone() -> AppResult<(Backend, Visit)> {
    let context = request()?;
    Ok((context.backend, context.visit))
}
