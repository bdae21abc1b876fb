//! Every area, in the order in which they are asked. A new area adds a line here.

use agents_area::Agents;
use audit_area::Audit;
use chat_area::Chat;
use god_area::Operator;
use home_area::Home;
use identity_area::Identity;
use organization_area::organizations::Organization;
use runs_area::Runs;
use server_core::area::Area;

/// All areas of the product.
pub fn all() -> Vec<Box<dyn Area>> {
    vec![
        Box::new(Identity),
        Box::new(Organization),
        Box::new(Operator),
        Box::new(Agents),
        Box::new(Runs),
        Box::new(Chat),
        Box::new(Audit),
        Box::new(Home),
    ]
}
