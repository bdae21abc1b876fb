//! The operator's view of the platform: the rows, figures and forms of the dashboard.

pub mod mails;

mod bulk;
mod organization;
mod organizations;
mod plans;
mod revenue;
mod totals;

pub use bulk::{BulkAct, BulkChange, BulkOutcome, BulkSpec};
pub use organization::{
    AuditRow, ChangeTier, InviteRow, InviteState, JobRow, JobState, MemberRow, NewNote, Note, OneNote,
    OneOrganizationQuery, OrganizationHead, OrganizationTab, OrganizationView, SubscriptionRow, TabContent, UsageDay,
};
pub use organizations::{
    Order, OrganizationList, OrganizationQuery, OrganizationRow, OrganizationSort, TIERS, TierChoice,
};
pub use plans::{EditPlan, PlanSpec, PlanView};
pub use revenue::{RevenueMonth, RevenueView};
pub use totals::{Span, Sums, Totals, TotalsQuery};
