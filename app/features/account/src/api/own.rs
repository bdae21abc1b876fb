//! What a signed-in person sees and changes in their own account.

use domain::AppResult;
use domain::accounts::{self as forms, ActivityRow, ChangeTheme, EditProfile, OneSession, SessionRow};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// The devices that the person is signed in on.
#[server(prefix = "/api", endpoint = "account/sessions", input = GetUrl)]
pub async fn list_sessions() -> AppResult<Vec<SessionRow>> {
    let (backend, signed_in) = kit::signed_in()?;
    Ok(identity_area::list_sessions(&backend, &signed_in).await?)
}

/// Recent activity of the person's account.
#[server(prefix = "/api", endpoint = "account/activity", input = GetUrl)]
pub async fn list_activity() -> AppResult<Vec<ActivityRow>> {
    let (backend, signed_in) = kit::signed_in()?;
    Ok(identity_area::activity(&backend, &signed_in).await?)
}

/// The new address that waits for confirmation.
#[server(prefix = "/api", endpoint = "account/pending-email", input = GetUrl)]
pub async fn pending_email() -> AppResult<Option<String>> {
    let (backend, signed_in) = kit::signed_in()?;
    Ok(identity_area::pending_email(&backend, &signed_in).await?)
}

/// Changes the person's name.
#[server(prefix = "/api", endpoint = "account/rename")]
#[middleware(kit::keep::<Self>())]
pub async fn rename(#[server(default)] form: EditProfile) -> AppResult<()> {
    let (backend, signed_in) = kit::signed_in()?;
    identity_area::rename(&backend, &signed_in, form).await?;
    kit::lead_plain_form("/account?done=name");
    Ok(())
}

/// Removes the person's picture.
#[server(prefix = "/api", endpoint = "account/remove-picture")]
pub async fn remove_own_picture() -> AppResult<()> {
    let (backend, signed_in) = kit::signed_in()?;
    identity_area::remove_picture(&backend, &signed_in).await?;
    kit::lead_plain_form("/account?done=no-picture");
    Ok(())
}

/// Stores the person's colour theme; a plain form leads back to its page.
#[server(prefix = "/api", endpoint = "account/set-theme")]
#[middleware(kit::keep::<Self>())]
pub async fn set_theme(#[server(default)] form: ChangeTheme) -> AppResult<()> {
    let (backend, signed_in) = kit::signed_in()?;
    Ok(identity_area::set_theme(&backend, &signed_in, form).await?)
}

/// Changes the password and ends every other session.
#[server(prefix = "/api", endpoint = "account/change-password")]
#[middleware(kit::keep::<Self>())]
pub async fn change_password(#[server(default)] form: forms::ChangePassword) -> AppResult<()> {
    let (backend, signed_in) = kit::signed_in()?;
    let (_, visit) = kit::anyone()?;
    identity_area::change_password(&backend, &signed_in, &visit, form).await?;
    kit::lead_plain_form("/account?done=password");
    Ok(())
}

/// Mails a link to the new address.
#[server(prefix = "/api", endpoint = "account/change-email")]
#[middleware(kit::keep::<Self>())]
pub async fn change_email(#[server(default)] form: forms::ChangeEmail) -> AppResult<()> {
    let (backend, signed_in) = kit::signed_in()?;
    let (_, visit) = kit::anyone()?;
    identity_area::change_email(&backend, &signed_in, &visit, form).await?;
    kit::lead_plain_form("/account?done=mailed");
    Ok(())
}

/// Signs out every device but this one.
#[server(prefix = "/api", endpoint = "account/end-other-sessions")]
pub async fn end_other_sessions() -> AppResult<()> {
    let (backend, signed_in) = kit::signed_in()?;
    identity_area::end_other_sessions(&backend, &signed_in).await?;
    kit::lead_plain_form("/account?done=others");
    Ok(())
}

/// Signs out one device.
#[server(prefix = "/api", endpoint = "account/revoke-session")]
#[middleware(kit::keep::<Self>())]
pub async fn revoke_session(#[server(default)] form: OneSession) -> AppResult<()> {
    let (backend, signed_in) = kit::signed_in()?;
    identity_area::revoke_session(&backend, &signed_in, form.id).await?;
    if form.id == signed_in.session() {
        kit::end_session();
    }
    kit::lead_plain_form("/account?done=device");
    Ok(())
}

/// Closes the account, and ends the session with it.
#[server(prefix = "/api", endpoint = "account/close")]
#[middleware(kit::keep::<Self>())]
pub async fn close_account(#[server(default)] form: forms::CloseAccount) -> AppResult<()> {
    let (backend, signed_in) = kit::signed_in()?;
    let (_, visit) = kit::anyone()?;
    identity_area::close_account(&backend, &signed_in, &visit, form).await?;
    kit::end_session();
    kit::lead_plain_form("/sign-in");
    Ok(())
}
