//! The organisation: its settings and its members.

mod api;
mod members;
mod pages;
mod permitted;

pub use api::{
    DeleteOrganization, EditBrand, EditOrganizationSettings, EditSignInPolicy, GetBranding, GetOffboarding,
    GetOrganizationSettings, GetPlan, GetSignInPolicy, ManageBilling, RemoveBrandPicture, RequestExport, StartCheckout,
};
pub use members::{
    AcceptTransfer, ChangeMember, DeclineTransfer, GetMember, GetTierNames, GetTransfer, InviteMember,
    LeaveOrganization, ListInvites, ListMembers, NameTiers, OfferOwnership, RemoveMember, ResendInvite, RevokeInvite,
    WithdrawTransfer,
};
pub use members::{InvitesPage, MemberPage, MembersPage, TiersPage};
pub use pages::{BrandingPage, DeletedOrganizations, LeavePage, OrganizationSettingsPage, PlanPage, SignInPolicyPage};
