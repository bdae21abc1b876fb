//! Acts on an organisation, as its audit log shows them.

use server_core::actions;
use server_core::audit::Action;

actions! {
    EDIT = Action::new("organization.edit", "Organisation: edit");
    EDIT_SIGN_IN_POLICY = Action::new("organization.edit_sign_in_policy", "Organisation: edit sign in policy");
    CHANGE_TIER = Action::new("organization.tier", "Organisation: tier");
    SUSPEND = Action::new("organization.suspend", "Organisation: suspend");
    RESUME = Action::new("organization.resume", "Organisation: resume");
    DELETE = Action::new("organization.delete", "Organisation: delete");
    RESTORE = Action::new("organization.restore", "Organisation: restore");
    PURGE = Action::of_platform("organization.purge", "Organisation: purge");
    REQUEST_EXPORT = Action::new("export.request", "Export: request");
    DOWNLOAD_EXPORT = Action::new("export.download", "Export: download");
    EDIT_BRANDING = Action::new("branding.edit", "Branding: edit");
    UPLOAD_PICTURE = Action::new("branding.upload", "Branding: upload");
    REMOVE_PICTURE = Action::new("branding.remove", "Branding: remove");
    CHECK_OUT = Action::new("billing.checkout", "Billing: checkout");
    INVITE = Action::new("members.invite", "Members: invite");
    RESEND_INVITE = Action::new("members.resend_invite", "Members: resend invite");
    REVOKE_INVITE = Action::new("members.revoke_invite", "Members: revoke invite");
    CHANGE_MEMBER = Action::new("members.change", "Members: change");
    REMOVE_MEMBER = Action::new("members.remove", "Members: remove");
    LEAVE = Action::new("members.leave", "Members: leave");
    NAME_TIERS = Action::new("members.name_tiers", "Members: name tiers");
    OFFER_OWNERSHIP = Action::new("ownership.offer", "Ownership: offer");
    WITHDRAW_OWNERSHIP = Action::new("ownership.withdraw", "Ownership: withdraw");
    DECLINE_OWNERSHIP = Action::new("ownership.decline", "Ownership: decline");
    ACCEPT_OWNERSHIP = Action::new("ownership.accept", "Ownership: accept");
}
