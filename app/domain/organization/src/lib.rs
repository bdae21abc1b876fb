//! Types of an organisation's settings: branding, plan, export and deletion.

pub mod branding;
pub mod offboarding;
pub mod plans;
