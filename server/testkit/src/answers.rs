//! Reads refusals and acceptances, for every test.

use domain::AppError;
use identity_area::{Accepted, NewSession};
use server_core::Error;

/// The error that the person sees.
pub fn seen<T>(result: Result<T, Error>) -> AppError {
    match result {
        Ok(_) => panic!("this was to be refused"),
        Err(error) => error.into(),
    }
}

/// Whether this field has an error.
pub fn is_invalid(error: &AppError, field: &str) -> bool {
    error.fields().is_some_and(|fields| fields.get(field).is_some())
}

/// The first field with an error; none if nothing was refused.
pub fn wrong_field<T>(result: Result<T, Error>) -> Option<String> {
    let error = AppError::from(result.err()?);
    error.fields()?.iter().next().map(|(field, _)| field.to_owned())
}

/// The session of a person whose invitation was mailed.
pub fn entered(result: Result<Accepted, Error>) -> NewSession {
    match result.expect("the invitation stands") {
        Accepted::Session(session) => session,
        Accepted::Mailed => panic!("the address was to be proved already"),
    }
}
