//! An organisation of the demo, as areas find it when they fill it.

use domain::ids::OrganizationId;

use crate::Caller;

/// One of the organisations that a first start seeds. Its people stand as callers, so that an area fills its part by its
/// own use cases, in their names.
#[derive(Debug, Clone)]
pub struct Demo {
    /// Which one: `bright` or `northwind`. What an area does not know it leaves empty.
    pub key: &'static str,
    pub owner: Caller,
    pub others: Vec<Caller>,
}

impl Demo {
    /// The organisation.
    pub fn organization(&self) -> OrganizationId {
        self.owner.org()
    }
}
