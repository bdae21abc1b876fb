//! The area of the home page, as the core sees it.

use server_core::area::Area;
use server_core::audit::Action;

use crate::actions;

/// The area of the home page. Its cards come from the other areas.
#[derive(Debug, Clone, Copy)]
pub struct Home;

impl Area for Home {
    fn actions(&self) -> &'static [Action] {
        actions::ALL
    }
}
