//! The calls to Stripe: each sends one form; an idempotency key makes a repeat return the first result.

use std::sync::Arc;
use std::time::Duration;

use form_urlencoded::Serializer;
use reqwest::{Client, Method};
use rustls::crypto::ring;
use rustls::{ClientConfig, RootCertStore};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use url::Url;

use crate::StripeError;

const CONNECT: Duration = Duration::from_secs(10);
const ANSWER: Duration = Duration::from_secs(30);
/// The API version that the types here are written for.
const VERSION: &str = "2025-09-30.clover";
/// The currency of every price here.
pub(crate) const CURRENCY: &str = "usd";

/// The account to act for, and Stripe's address.
#[derive(Debug, Clone)]
pub struct StripeSettings {
    pub secret_key: SecretString,
    /// Signs the events that Stripe sends.
    pub webhook_secret: SecretString,
    /// `https://api.stripe.com`, or a stand-in.
    pub base_url: Url,
}

/// A client; clones share its connections.
#[derive(Clone)]
pub struct Stripe {
    http: Client,
    settings: Arc<StripeSettings>,
}

/// A subscription to be begun on Stripe's own page.
#[derive(Debug, Clone)]
pub struct Checkout<'a> {
    /// Whose it is; comes back in every event.
    pub organization: &'a str,
    /// The plan's key; comes back in every event.
    pub plan: &'a str,
    /// Its name on the page.
    pub product: &'a str,
    pub price_cents: i32,
    /// The existing customer, or else the address to create one with.
    pub customer: Option<&'a str>,
    pub email: &'a str,
    pub success_url: &'a str,
    pub cancel_url: &'a str,
    /// The same for a repeat of the same purchase.
    pub idempotency_key: &'a str,
}

#[derive(Deserialize)]
struct Page {
    url: Option<String>,
}

#[derive(Deserialize)]
struct Refusal {
    error: RefusalText,
}

#[derive(Deserialize)]
struct RefusalText {
    message: Option<String>,
}

impl Stripe {
    /// Builds the client; connects to nothing yet.
    pub fn new(settings: StripeSettings) -> Result<Self, StripeError> {
        Ok(Self { http: http_client()?, settings: Arc::new(settings) })
    }

    /// The secret that the events are signed with.
    pub fn webhook_secret(&self) -> &SecretString {
        &self.settings.webhook_secret
    }

    /// Opens a page on which the subscription is paid; returns its address.
    pub async fn checkout(&self, checkout: &Checkout<'_>) -> Result<String, StripeError> {
        self.page("v1/checkout/sessions", checkout_form(checkout), Some(checkout.idempotency_key)).await
    }

    /// Opens the page on which a customer changes card, sees invoices or cancels; returns its address.
    pub async fn portal(&self, customer: &str, return_url: &str) -> Result<String, StripeError> {
        let form = Serializer::new(String::new())
            .append_pair("customer", customer)
            .append_pair("return_url", return_url)
            .finish();
        self.page("v1/billing_portal/sessions", form, None).await
    }

    /// Ends a subscription at once; the rest of its month is credited to the customer. Refused with status 404 if it
    /// has ended already.
    pub async fn cancel(&self, subscription: &str) -> Result<(), StripeError> {
        let form =
            Serializer::new(String::new()).append_pair("invoice_now", "true").append_pair("prorate", "true").finish();
        let mut url = self.url("v1/subscriptions")?;
        url.path_segments_mut()
            .map_err(|()| StripeError::Setup("no address to go on from".to_owned()))?
            .push(subscription);
        self.call(Method::DELETE, url, form, None).await.map(drop)
    }

    async fn page(&self, path: &str, form: String, key: Option<&str>) -> Result<String, StripeError> {
        let body = self.call(Method::POST, self.url(path)?, form, key).await?;
        let page: Page = serde_json::from_slice(&body).map_err(|error| StripeError::BadResponse(error.to_string()))?;
        page.url.ok_or_else(|| StripeError::BadResponse("no address in it".to_owned()))
    }

    fn url(&self, path: &str) -> Result<Url, StripeError> {
        self.settings.base_url.join(path).map_err(|error| StripeError::Setup(error.to_string()))
    }

    async fn call(&self, method: Method, url: Url, form: String, key: Option<&str>) -> Result<Vec<u8>, StripeError> {
        let mut request = self
            .http
            .request(method, url)
            .bearer_auth(self.settings.secret_key.expose_secret())
            .header("stripe-version", VERSION)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(form);
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        let response =
            request.send().await.map_err(|error| StripeError::Unreachable(error.without_url().to_string()))?;
        let status = response.status();
        let body = response.bytes().await.map_err(|error| StripeError::Unreachable(error.without_url().to_string()))?;
        if !status.is_success() {
            let refusal = serde_json::from_slice::<Refusal>(&body).ok().and_then(|refusal| refusal.error.message);
            return Err(StripeError::Refused { status: status.as_u16(), message: refusal.unwrap_or_default() });
        }
        Ok(body.to_vec())
    }
}

/// Follows no redirect: that would send the key elsewhere.
fn http_client() -> Result<Client, StripeError> {
    let setup = |error: &dyn std::fmt::Display| StripeError::Setup(error.to_string());
    let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let tls = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| setup(&error))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Client::builder()
        .tls_backend_preconfigured(tls)
        .user_agent(concat!("SoloOS/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(CONNECT)
        .timeout(ANSWER)
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .map_err(|error| setup(&error))
}

/// The form that opens a checkout.
fn checkout_form(checkout: &Checkout<'_>) -> String {
    let price = checkout.price_cents.to_string();
    let mut form = Serializer::new(String::new());
    form.append_pair("mode", "subscription")
        .append_pair("client_reference_id", checkout.organization)
        .append_pair("line_items[0][quantity]", "1")
        .append_pair("line_items[0][price_data][currency]", CURRENCY)
        .append_pair("line_items[0][price_data][unit_amount]", &price)
        .append_pair("line_items[0][price_data][recurring][interval]", "month")
        .append_pair("line_items[0][price_data][product_data][name]", checkout.product)
        .append_pair("success_url", checkout.success_url)
        .append_pair("cancel_url", checkout.cancel_url);
    for owner in ["metadata", "subscription_data[metadata]"] {
        form.append_pair(&format!("{owner}[organization]"), checkout.organization)
            .append_pair(&format!("{owner}[plan]"), checkout.plan);
    }
    match checkout.customer {
        Some(customer) => form.append_pair("customer", customer),
        None => form.append_pair("customer_email", checkout.email),
    };
    form.finish()
}
