//! The content security policy: everything from here, inline only what carries this answer's nonce.

/// The policy, but for the nonce.
#[derive(Debug, Clone)]
pub struct ContentPolicy {
    connect: String,
}

impl ContentPolicy {
    /// `reload_port` lets pages talk to `cargo leptos watch`; none in every other case.
    pub fn new(reload_port: Option<u32>) -> Self {
        let reload = reload_port.map(|port| format!(" ws://127.0.0.1:{port} ws://localhost:{port}"));
        Self { connect: format!("'self'{}", reload.unwrap_or_default()) }
    }

    /// The header's value for one answer.
    pub fn header(&self, nonce: &str) -> String {
        let connect = &self.connect;
        format!(
            "default-src 'self'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self' 'nonce-{nonce}'; \
             img-src 'self' data:; connect-src {connect}; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; \
             object-src 'none'"
        )
    }
}
