//! `POST /uploads/{picture}`: one file as a multipart form, by script or as a plain form. A forbidden or too large
//! upload is refused before the file is read.

use std::time::Duration;

use axum::Extension;
use axum::extract::multipart::{Field, Multipart};
use axum::extract::{FromRequest, Path, Request, State};
use axum::http::header::{CONTENT_LENGTH, LOCATION};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use bytes::{Bytes, BytesMut};
use domain::pictures::{PICTURE_BYTES, Picture, UploadRefusal, is_plain_file_name};
use domain::{AppError, AppResult};
use kit::RequestContext;
use organization_area::branding;
use server_core::uploads::{self, Upload, UploadError};
use server_core::{Backend, SignedIn};

use crate::answer::{answer, wants_html};
use crate::state::AppState;
use crate::thrown_away::{Bound, throw_away};

/// The file, and the form around it.
const LONGEST_UPLOAD: u64 = PICTURE_BYTES + 64 * 1024;
/// How long a slow connection may take to send the file.
const PATIENCE: Duration = Duration::from_mins(3);
/// What is read of a refused upload.
const REST: Bound = Bound { bytes: 512 * 1024 * 1024, time: PATIENCE };
const FIELD: &str = "file";

/// Makes the file the picture that the address names.
pub async fn take(
    State(state): State<AppState>,
    Extension(context): Extension<RequestContext>,
    Path(picture): Path<String>,
    request: Request,
) -> Response {
    let headers = request.headers().clone();
    let Ok(picture) = picture.parse::<Picture>() else { return answer(&AppError::NotFound, &headers) };
    let signed_in = match admit(&context, picture) {
        Ok(signed_in) => signed_in,
        Err(error) => {
            throw_away(&state.backend, request.into_body(), REST);
            return answer(&error, &headers);
        }
    };
    if length(&headers).is_some_and(|length| length > LONGEST_UPLOAD) {
        throw_away(&state.backend, request.into_body(), REST);
        return outcome(picture, &headers, Err(UploadRefusal::TooLarge.into()));
    }
    // Held until the picture is stored or refused, from before the file is read.
    let turn = match uploads::turn(&state.backend, signed_in.actor(), &context.visit).await {
        Ok(turn) => turn,
        Err(error) => {
            throw_away(&state.backend, request.into_body(), REST);
            return outcome(picture, &headers, Err(error.into()));
        }
    };
    let taken = async {
        let file = tokio::time::timeout(PATIENCE, read(request)).await.map_err(|_| UploadRefusal::Failed)??;
        keep(&state.backend, &signed_in, Upload { picture, file, turn }).await
    };
    outcome(picture, &headers, taken.await)
}

fn admit(context: &RequestContext, picture: Picture) -> AppResult<SignedIn> {
    let signed_in = context.signed_in.clone().ok_or(AppError::Unauthenticated)?;
    match picture {
        Picture::Avatar => signed_in.refuse_impersonation()?,
        Picture::Logo | Picture::Favicon => branding::may_upload(&signed_in.caller()?)?,
    }
    Ok(signed_in)
}

fn length(headers: &HeaderMap) -> Option<u64> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// The form's file, if it is short enough; its name is read and never used.
async fn read(request: Request) -> Result<Bytes, UploadRefusal> {
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| UploadRefusal::Empty)?;
    while let Some(field) = form.next_field().await.map_err(|_| UploadRefusal::Failed)? {
        if field.name() != Some(FIELD) {
            continue;
        }
        if !field.file_name().is_none_or(is_plain_file_name) {
            return Err(UploadRefusal::Name);
        }
        return read_field(field).await;
    }
    Err(UploadRefusal::Empty)
}

async fn read_field(mut field: Field<'_>) -> Result<Bytes, UploadRefusal> {
    let mut file = BytesMut::new();
    while let Some(bytes) = field.chunk().await.map_err(|_| UploadRefusal::Failed)? {
        if (file.len() + bytes.len()) as u64 > PICTURE_BYTES {
            return Err(UploadRefusal::TooLarge);
        }
        file.extend_from_slice(&bytes);
    }
    Ok(file.freeze())
}

async fn keep(backend: &Backend, signed_in: &SignedIn, upload: Upload) -> Result<(), UploadError> {
    match upload.picture {
        Picture::Avatar => identity_area::upload_picture(backend, signed_in, upload).await,
        Picture::Logo | Picture::Favicon => branding::upload(backend, &signed_in.caller()?, upload).await,
    }
}

/// Programs get a status, people the page they came from with the result.
fn outcome(picture: Picture, headers: &HeaderMap, taken: Result<(), UploadError>) -> Response {
    if wants_html(headers) {
        let word = match &taken {
            Ok(()) => String::new(),
            Err(UploadError::Refused(refusal)) => format!("&refused={}", refusal.as_str()),
            Err(UploadError::Failed(server_core::Error::App(AppError::RateLimited { .. }))) => {
                format!("&refused={}", UploadRefusal::TooOften.as_str())
            }
            Err(UploadError::Failed(error)) => {
                tracing::warn!(%error, "an upload failed");
                format!("&refused={}", UploadRefusal::Failed.as_str())
            }
        };
        return lead_to(&format!("{}?picture={}{word}", picture.page(), picture.as_str()));
    }
    match taken {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(UploadError::Refused(refusal)) => {
            let mut response = answer(&UploadError::Refused(refusal).about(picture), headers);
            match refusal {
                UploadRefusal::TooLarge => *response.status_mut() = StatusCode::PAYLOAD_TOO_LARGE,
                UploadRefusal::NoRoom => *response.status_mut() = StatusCode::PAYMENT_REQUIRED,
                _ => {}
            }
            response
        }
        Err(UploadError::Failed(error)) => answer(&error.into(), headers),
    }
}

fn lead_to(page: &str) -> Response {
    let location = HeaderValue::from_str(page).unwrap_or_else(|_| HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(LOCATION, location)]).into_response()
}
