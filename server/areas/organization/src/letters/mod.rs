//! The letters of organisations to their people. Their texts are in the folder `letters`.

mod export_ready;
mod invite;
mod ownership_offer;
mod samples;

pub use export_ready::ExportReady;
pub use invite::Invite;
pub use ownership_offer::OwnershipOffer;
pub(crate) use samples::samples;
