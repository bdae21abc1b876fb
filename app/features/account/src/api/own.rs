//! What a signed-in person sees and changes of their own account.

use domain::AppResult;
use domain::accounts::{self as forms, ChangeTheme, EditProfile, OneSession, SessionRow};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// The devices that the person is signed in on.
#[server(prefix = "/api", endpoint = "account/sessions", input = GetUrl)]
pub async fn list_sessions() -> AppResult<Vec<SessionRow>> {
    let (backend, signed_in) = kit::signed_in()?;
    Ok(backend::accounts::list_sessions(&backend, &signed_in).await?)
}

/// The new address that waits for its confirmation.
#[server(prefix = "/api", endpoint = "account/pending-email", input = GetUrl)]
pub async fn pending_email() -> AppResult<Option<String>> {
    let (backend, signed_in) = kit::signed_in()?;
    Ok(backend::accounts::pending_email(&backend, &signed_in).await?)
}

/// Changes the person's name.
#[server(prefix = "/api", endpoint = "account/rename")]
pub async fn rename(#[server(default)] form: EditProfile) -> AppResult<()> {
    let (backend, signed_in) = kit::signed_in()?;
    backend::accounts::rename(&backend, &signed_in, form).await?;
    kit::lead_plain_form("/account?done=name");
    Ok(())
}

/// Remembers the person's colours; a plain form goes back to the page it stands on.
#[server(prefix = "/api", endpoint = "account/set-theme")]
pub async fn set_theme(#[server(default)] form: ChangeTheme) -> AppResult<()> {
    let (backend, signed_in) = kit::signed_in()?;
    Ok(backend::accounts::set_theme(&backend, &signed_in, form).await?)
}

/// Changes the password and ends every other session.
#[server(prefix = "/api", endpoint = "account/change-password")]
pub async fn change_password(#[server(default)] form: forms::ChangePassword) -> AppResult<()> {
    let (backend, signed_in) = kit::signed_in()?;
    let (_, visit) = kit::anyone()?;
    backend::accounts::change_password(&backend, &signed_in, &visit, form).await?;
    kit::lead_plain_form("/account?done=password");
    Ok(())
}

/// Mails a link to the new address.
#[server(prefix = "/api", endpoint = "account/change-email")]
pub async fn change_email(#[server(default)] form: forms::ChangeEmail) -> AppResult<()> {
    let (backend, signed_in) = kit::signed_in()?;
    let (_, visit) = kit::anyone()?;
    backend::accounts::change_email(&backend, &signed_in, &visit, form).await?;
    kit::lead_plain_form("/account?done=mailed");
    Ok(())
}

/// Signs out every device but this one.
#[server(prefix = "/api", endpoint = "account/end-other-sessions")]
pub async fn end_other_sessions() -> AppResult<()> {
    let (backend, signed_in) = kit::signed_in()?;
    backend::accounts::end_other_sessions(&backend, &signed_in).await?;
    kit::lead_plain_form("/account?done=others");
    Ok(())
}

/// Signs out one device.
#[server(prefix = "/api", endpoint = "account/revoke-session")]
pub async fn revoke_session(form: OneSession) -> AppResult<()> {
    let (backend, signed_in) = kit::signed_in()?;
    backend::accounts::revoke_session(&backend, &signed_in, form.id).await?;
    if form.id == signed_in.session() {
        kit::end_session();
    }
    kit::lead_plain_form("/account?done=device");
    Ok(())
}
