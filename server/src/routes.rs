//! Every address that is neither a page nor a server function, a row each. The router is made from this table, and the
//! access matrix and `soloos routes` read it: no route can escape them.

use axum::Router;
use axum::http::Method;
use axum::routing::{MethodFilter, MethodRouter, on};

use crate::state::AppState;
use crate::{auth, export, files, probes, sse, webhooks};

/// Who is admitted, before anything else is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// The same for everybody.
    Anybody,
    /// A signed-in person; the handler checks which of it is theirs.
    Person,
    /// The operator; for everybody else it does not exist.
    Operator,
    /// A program with a token or a signature of its own; for everybody else it does not exist.
    Machine,
}

/// The layers around a route, besides those around every one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Around {
    /// Those of pages and server functions: session, time limit, a body that is read whole.
    App,
    /// Session and origin: uploads limit their own size and time.
    Files,
    /// None: machines ask often, and must be answered whatever else fails.
    Nothing,
}

/// Takes the method last, so that a row names it once.
type Handler = fn(MethodFilter) -> MethodRouter<AppState>;

/// One row.
pub struct Route {
    pub method: Method,
    /// The pattern, as the router has it.
    pub path: &'static str,
    pub access: Access,
    pub around: Around,
    /// The possible values of `{picture}`: each is an address of its own, with a row of its own in the matrix.
    pictures: &'static [&'static str],
    handler: Handler,
}

/// The table.
static ROUTES: [Route; 15] = [
    get("/sse/runs/{run}", Access::Person, |by| on(by, sse::runs::follow)),
    get("/sse/session", Access::Person, |by| on(by, sse::session::watch)),
    get("/export/audit.csv", Access::Person, |by| on(by, export::audit)),
    get("/export/platform-audit.csv", Access::Operator, |by| on(by, export::platform_audit)),
    get("/export/organizations.csv", Access::Operator, |by| on(by, export::organizations)),
    get("/auth/{provider}", Access::Anybody, |by| on(by, auth::leave)),
    get("/auth/{provider}/callback", Access::Anybody, |by| on(by, auth::arrive)),
    post("/webhooks/stripe", Access::Machine, |by| on(by, webhooks::stripe)),
    get("/brand/{organization}/{picture}", Access::Anybody, |by| on(by, files::organization)).of(&["logo", "favicon"]),
    get("/people/{person}/picture", Access::Person, |by| on(by, files::person)),
    get("/exports/{export}", Access::Person, |by| on(by, files::download)),
    post("/uploads/{picture}", Access::Person, |by| on(by, files::take))
        .of(&["logo", "favicon", "avatar"])
        .within(Around::Files),
    get("/healthz", Access::Anybody, |by| on(by, probes::health)).within(Around::Nothing),
    get("/readyz", Access::Anybody, |by| on(by, probes::ready)).within(Around::Nothing),
    get("/metrics", Access::Machine, |by| on(by, probes::metrics)).within(Around::Nothing),
];

const fn get(path: &'static str, access: Access, handler: Handler) -> Route {
    Route { method: Method::GET, path, access, around: Around::App, pictures: &[], handler }
}

const fn post(path: &'static str, access: Access, handler: Handler) -> Route {
    Route { method: Method::POST, path, access, around: Around::App, pictures: &[], handler }
}

impl Route {
    const fn of(mut self, pictures: &'static [&'static str]) -> Self {
        self.pictures = pictures;
        self
    }

    const fn within(mut self, around: Around) -> Self {
        self.around = around;
        self
    }

    /// The addresses that the pattern stands for.
    pub fn addresses(&self) -> Vec<String> {
        match self.pictures {
            [] => vec![self.path.to_owned()],
            pictures => pictures.iter().map(|picture| self.path.replace(PICTURE, picture)).collect(),
        }
    }
}

const PICTURE: &str = "{picture}";

/// All rows.
pub fn all() -> &'static [Route] {
    &ROUTES
}

/// The part of the router whose routes have these layers.
pub fn within(around: Around) -> Router<AppState> {
    let rows = ROUTES.iter().filter(|route| route.around == around);
    rows.fold(Router::new(), |router, route| {
        // GET alone also answers HEAD.
        let by = if route.method == Method::POST { MethodFilter::POST } else { MethodFilter::GET };
        router.route(route.path, (route.handler)(by))
    })
}
