//! Which pages' code travels together: what is opened one after the other belongs into one group.

use account::{
    ApiKeysPage, ConfirmEmailPage, ForgotPasswordPage, InvitePage, OwnerInvitePage, ResetPasswordPage, SignInCodePage,
    SignInPage, SignUpPage, TwoFactorPage, VerifyEmailPage,
};
use agents::{AgentPage, AgentsPage};
use audit::{AuditPage, PlatformAuditPage};
use chat::{ChatLayout, ChatStartPage, ConversationPage};
use god::{
    InviteOwnersPage, MailPage, MailboxPage, OrganizationPage, OrganizationsPage, OwnerInvitesPage, PlansPage,
    RevenuePage, ViewAsPage,
};
use home::HomePage;
use organization::{
    BrandingPage, InvitesPage, LeavePage, MemberPage, MembersPage, OrganizationSettingsPage, PlanPage,
    SignInPolicyPage, TiersPage,
};

use super::account::OwnAccountPage;
use super::fetched::fetched_together;

fetched_together! {
    /// What people without a session open: signing in and up, and the links of mails.
    Door in door {
        SignIn => SignInPage,
        SignInCode => SignInCodePage,
        SignUp => SignUpPage,
        Invite => InvitePage,
        OwnerInvite => OwnerInvitePage,
        ForgotPassword => ForgotPasswordPage,
        ResetPassword => ResetPasswordPage,
        VerifyEmail => VerifyEmailPage,
        ConfirmEmail => ConfirmEmailPage,
    }
}

fetched_together! {
    /// Where most people begin.
    Home in home {
        Page => HomePage,
    }
}

fetched_together! {
    /// Conversations with agents.
    Chat in chat {
        Layout => ChatLayout,
        Start => ChatStartPage,
        Conversation => ConversationPage,
    }
}

fetched_together! {
    /// What members set up: agents, the organisation, their own account.
    House in house {
        Agents => AgentsPage,
        Agent => AgentPage,
        Settings => OrganizationSettingsPage,
        Branding => BrandingPage,
        Leave => LeavePage,
        Members => MembersPage,
        SignInPolicy => SignInPolicyPage,
        Audit => AuditPage,
        Plan => PlanPage,
        Invites => InvitesPage,
        Tiers => TiersPage,
        Member => MemberPage,
        Account => OwnAccountPage,
        ApiKeys => ApiKeysPage,
        TwoFactor => TwoFactorPage,
    }
}

fetched_together! {
    /// The god dashboard.
    Operator in operator {
        Organizations => OrganizationsPage,
        Organization => OrganizationPage,
        Plans => PlansPage,
        Revenue => RevenuePage,
        Mailbox => MailboxPage,
        Mail => MailPage,
        ViewAs => ViewAsPage,
        PlatformAudit => PlatformAuditPage,
        OwnerInvites => OwnerInvitesPage,
        InviteOwners => InviteOwnersPage,
    }
}
