//! The home page, as the middle sees it.

use server_core::area::Area;
use server_core::audit::Action;

use crate::actions;

/// The home page. What stands on it the other areas give.
#[derive(Debug, Clone, Copy)]
pub struct Home;

impl Area for Home {
    fn actions(&self) -> &'static [Action] {
        actions::ALL
    }
}
