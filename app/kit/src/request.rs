//! The caller: resolved once by the server for each request, and read here by pages and server functions.

use axum::http::request::Parts;
use domain::{AppError, AppResult};
use leptos::prelude::use_context;
use server_core::{Backend, Caller, God, SignedIn, Visit};

/// What the server knows about a request; provided as context around every page and server function.
#[derive(Clone)]
pub struct RequestContext {
    pub backend: Backend,
    /// None when signed out.
    pub signed_in: Option<SignedIn>,
    pub visit: Visit,
    /// The caller that a program's key stands for; then no person is signed in.
    pub key: Option<Caller>,
}

impl RequestContext {
    /// The person in their organisation, or a program with one of their keys.
    pub fn caller(&self) -> AppResult<Caller> {
        match (self.key, &self.signed_in) {
            (Some(caller), _) => Ok(caller),
            (None, Some(signed_in)) => signed_in.caller(),
            (None, None) => Err(AppError::Unauthenticated),
        }
    }
}

/// The current request.
pub fn request() -> AppResult<RequestContext> {
    use_context::<RequestContext>()
        .or_else(|| use_context::<Parts>().and_then(|parts| parts.extensions.get::<RequestContext>().cloned()))
        .ok_or_else(|| server_core::Error::Fault("no request context is provided here".to_owned()).into())
}

/// The signed-in person, whatever organisation they are in; never a program.
pub fn signed_in() -> AppResult<(Backend, SignedIn)> {
    let context = request()?;
    if context.key.is_some() {
        return Err(AppError::Forbidden);
    }
    let signed_in = context.signed_in.ok_or(AppError::Unauthenticated)?;
    Ok((context.backend, signed_in))
}

/// The signed-in person in their organisation, or a program with one of their keys.
pub fn caller() -> AppResult<(Backend, Caller)> {
    let context = request()?;
    let caller = context.caller()?;
    Ok((context.backend, caller))
}

/// The operator; for everybody else this does not exist.
pub fn god() -> AppResult<(Backend, God)> {
    let context = request()?;
    let god = context.signed_in.as_ref().ok_or(AppError::NotFound)?.god()?;
    Ok((context.backend, god))
}

/// Anybody, signed in or not.
pub fn anyone() -> AppResult<(Backend, Visit)> {
    let context = request()?;
    Ok((context.backend, context.visit))
}
