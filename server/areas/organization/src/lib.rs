//! Organisations: settings, people, plan and pay, looks, and how one is closed, packed and purged.

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
