//! Every address that the server answers, read from what the router is made from: the registered server functions, the
//! table of routes and the app's pages. The rest are the files of the built site, and "not found".

use std::fmt;

use axum::http::Method;

use crate::routes::Access;
use crate::{pages, routes};

/// The kind of an endpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Function,
    Page,
    Route(Access),
}

/// An address with its method.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoint {
    pub kind: Kind,
    pub method: Method,
    /// The path; `{…}` stands for a variable part.
    pub path: String,
}

impl Endpoint {
    /// One address.
    pub fn new(kind: Kind, method: Method, path: impl Into<String>) -> Self {
        Self { kind, method, path: path.into() }
    }
}

/// As `soloos routes` prints it.
impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            Kind::Function => "function",
            Kind::Page => "page",
            Kind::Route(_) => "raw",
        };
        write!(f, "{kind} {} {}", self.method, self.path)
    }
}

/// All of them.
pub fn endpoints() -> Vec<Endpoint> {
    let functions =
        server_fn::axum::server_fn_paths().map(|(path, method)| Endpoint::new(Kind::Function, method, path));
    let pages = pages::paths().map(|path| Endpoint::new(Kind::Page, Method::GET, path));
    let routes = routes::all().iter().flat_map(|route| {
        let addresses = route.addresses().into_iter();
        addresses.map(|path| Endpoint::new(Kind::Route(route.access), route.method.clone(), path))
    });
    functions.chain(pages).chain(routes).collect()
}
