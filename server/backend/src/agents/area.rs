//! Agents: what answers.

use futures::FutureExt;
use futures::future::BoxFuture;

use super::start::welcome_agent;
use crate::Result;
use crate::area::{Area, NewOrganization};
use crate::db::IdentityTx;

/// Agents: what answers.
#[derive(Debug, Clone, Copy)]
pub struct Agents;

impl Area for Agents {
    fn found<'a>(&'a self, tx: &'a mut IdentityTx, new: NewOrganization<'a>) -> BoxFuture<'a, Result<()>> {
        welcome_agent(tx, new).boxed()
    }
}
