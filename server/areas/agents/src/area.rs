//! The area of agents, which answer messages.

use domain::home::HomeCard;
use domain::ids::OrganizationId;
use futures::FutureExt;
use futures::future::BoxFuture;
use server_core::area::{Area, Count, NewOrganization};
use server_core::audit::Action;
use server_core::db::{IdentityTx, PlatformTx, TenantTx};
use server_core::{Backend, Result};

use super::count::count;
use super::home::home;
use super::start::welcome_agent;
use crate::actions;

/// The area of agents, which answer messages.
#[derive(Debug, Clone, Copy)]
pub struct Agents;

impl Area for Agents {
    fn actions(&self) -> &'static [Action] {
        actions::ALL
    }

    fn found<'a>(&'a self, tx: &'a mut IdentityTx, new: NewOrganization<'a>) -> BoxFuture<'a, Result<()>> {
        welcome_agent(tx, new).boxed()
    }

    fn home<'a>(&'a self, _backend: &'a Backend, tx: &'a mut TenantTx) -> BoxFuture<'a, Result<Vec<HomeCard>>> {
        home(tx).boxed()
    }

    fn count<'a>(&'a self, tx: &'a mut PlatformTx, organization: OrganizationId) -> BoxFuture<'a, Result<Vec<Count>>> {
        count(tx, organization).boxed()
    }
}
