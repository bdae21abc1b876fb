//! The operator's view of the platform: what the dashboard lists, draws and asks for.

mod organization;
mod organizations;
mod totals;

pub use organization::{
    AuditLine, ChangeTier, InviteLine, InviteState, MemberLine, NewNote, Note, OneNote, OneOrganizationQuery,
    OrganizationHead, OrganizationTab, OrganizationView, SubscriptionLine, TabContent, UsageDay,
};
pub use organizations::{
    Order, OrganizationLine, OrganizationPage, OrganizationQuery, OrganizationSort, TIERS, TierChoice,
};
pub use totals::{Span, Sums, Totals, TotalsQuery};
