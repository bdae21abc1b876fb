//! Every area, in the order in which they are asked. Whoever adds one adds a line.

use crate::accounts::Identity;
use crate::agents::Agents;
use crate::area::Area;
use crate::audit_log::Audit;
use crate::chat::Chat;
use crate::god::Operator;
use crate::organizations::Organization;

/// All areas of the product.
pub fn all() -> Vec<Box<dyn Area>> {
    vec![
        Box::new(Identity),
        Box::new(Organization),
        Box::new(Operator),
        Box::new(Agents),
        Box::new(Chat),
        Box::new(Audit),
    ]
}
