//! Organisations: settings, people, plan and billing, branding, and how one is closed, exported and purged.

pub mod actions;
pub mod billing;
pub mod branding;
mod home;
pub mod letters;
pub mod members;
pub mod offboarding;
pub mod organizations;
pub mod platform;

pub use organizations::Organization;
