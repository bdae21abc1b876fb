//! Redirects an owner to Stripe's pages.

use crate::actions;
use domain::{AppError, FieldErrors, Permission};
use organization_domain::plans::ChoosePlan;
use serde_json::json;
use server_core::{Backend, Caller, Result, audit};
use stripe::{Checkout, Stripe, StripeError};

/// The page that the owner returns to.
const BACK: &str = "/settings/plan";

/// The address of the page on which the plan is paid. A running subscription is ended by the event of the next one, and
/// the rest of it is credited.
pub async fn checkout(backend: &Backend, caller: &Caller, form: ChoosePlan) -> Result<String> {
    caller.allow(Permission::ManagePlan)?;
    caller.refuse_impersonation()?;
    let stripe = stripe_of(backend)?;
    let plan = form.validate()?;
    let mut tx = backend.db.tenant(caller).await?;
    let row = sqlx::query!(
        r#"select p.name, p.price_cents, o.tier, u.email, b.customer as "customer?"
           from plans p
           join organizations o on o.id = app.organization_id()
           join users u on u.id = $2
           left join billing_accounts b on b.organization_id = o.id
           where p.key = $1 and p.price_cents > 0"#,
        plan,
        caller.subject().0
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or_else(|| FieldErrors::of("plan", "This plan cannot be paid here."))?;
    if row.tier == plan {
        return Err(AppError::conflict("Your organisation is on this plan already.").into());
    }
    audit::record(&mut tx, actions::CHECK_OUT, None, json!({ "plan": plan })).await?;
    let now = tx.now();
    tx.commit().await?;
    let (organization, base) = (caller.org().to_string(), &backend.settings.base_url);
    let wish = Checkout {
        organization: &organization,
        plan,
        product: &format!("{} {}", backend.settings.platform_name, row.name),
        price_cents: row.price_cents,
        customer: row.customer.as_deref(),
        email: &row.email,
        success_url: &format!("{base}{BACK}?paid=1"),
        cancel_url: &format!("{base}{BACK}"),
        // Two presses within a minute are one purchase.
        idempotency_key: &format!("{organization}-{plan}-{}-{}", row.price_cents, now.timestamp() / 60),
    };
    stripe.checkout(&wish).await.map_err(unavailable)
}

/// The address of the page on which a customer manages card, invoices and subscription.
pub async fn portal(backend: &Backend, caller: &Caller) -> Result<String> {
    caller.allow(Permission::ManagePlan)?;
    caller.refuse_impersonation()?;
    let stripe = stripe_of(backend)?;
    let mut tx = backend.db.tenant(caller).await?;
    let customer =
        sqlx::query_scalar!("select customer from billing_accounts where organization_id = app.organization_id()")
            .fetch_optional(tx.conn())
            .await?
            .ok_or(AppError::NotFound)?;
    drop(tx);
    let back = format!("{}{BACK}", backend.settings.base_url);
    stripe.portal(&customer, &back).await.map_err(unavailable)
}

/// Without Stripe these pages do not exist.
fn stripe_of(backend: &Backend) -> Result<&Stripe> {
    backend.stripe.as_ref().ok_or_else(|| AppError::NotFound.into())
}

fn unavailable(error: StripeError) -> server_core::Error {
    tracing::error!(%error, "the payment service did not do what was asked");
    AppError::Unavailable {
        message: "The payment service does not answer as it should. Nothing was charged; please try again.".to_owned(),
    }
    .into()
}
