//! The words of an organisation's settings: its looks, its plan, and its going away.

pub mod branding;
pub mod offboarding;
pub mod plans;
