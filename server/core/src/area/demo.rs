//! An organisation of the demo, as areas find it when they fill it.

use domain::ids::OrganizationId;

use crate::Caller;

/// One of the organisations that a first start seeds. Its people are callers, so that an area fills its part with its
/// own use cases, in their names.
#[derive(Debug, Clone)]
pub struct Demo {
    /// Which one: `bright` or `northwind`. An area leaves a key that it does not know empty.
    pub key: &'static str,
    pub owner: Caller,
    pub others: Vec<Caller>,
}

impl Demo {
    /// The id of the demo organisation.
    pub fn organization(&self) -> OrganizationId {
        self.owner.org()
    }
}
