//! The content security policy: everything from this origin, inline only with this answer's nonce.

/// The policy, without the nonce.
#[derive(Debug, Clone)]
pub struct ContentPolicy {
    connect: String,
    forms: &'static str,
}

/// The origins that a form may redirect to when plans are paid with Stripe.
const PAYMENT: &str = "'self' https://checkout.stripe.com https://billing.stripe.com";

impl ContentPolicy {
    /// `reload_port` lets pages connect to `cargo leptos watch`; none in every other case.
    pub fn new(reload_port: Option<u32>, takes_payments: bool) -> Self {
        let reload = reload_port.map(|port| format!(" ws://127.0.0.1:{port} ws://localhost:{port}"));
        let forms = if takes_payments { PAYMENT } else { "'self'" };
        Self { connect: format!("'self'{}", reload.unwrap_or_default()), forms }
    }

    /// The header's value for one answer.
    pub fn header(&self, nonce: &str) -> String {
        let (connect, forms) = (&self.connect, self.forms);
        format!(
            "default-src 'self'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self' 'nonce-{nonce}'; \
             img-src 'self' data:; connect-src {connect}; frame-ancestors 'none'; base-uri 'none'; form-action {forms}; \
             object-src 'none'"
        )
    }
}
