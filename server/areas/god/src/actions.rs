//! The operator's acts, as the audit log names them.

use server_core::actions;
use server_core::audit::Action;

actions! {
    START_IMPERSONATION = Action::new("impersonation.start", "Impersonation: start");
    EDIT_PLAN = Action::of_platform("plan.edit", "Plan: edit");
    READ_MAIL = Action::of_platform("mail.read", "Mail: read");
    REVEAL_LINKS = Action::of_platform("mail.reveal_links", "Mail: reveal links");
    ADD_NOTE = Action::of_platform("platform.note", "Platform: note");
    DELETE_NOTE = Action::of_platform("platform.note_delete", "Platform: note delete");
    CREATE_OWNER_INVITE = Action::of_platform("owner_invites.create", "Owner invites: create");
    RESEND_OWNER_INVITE = Action::of_platform("owner_invites.resend", "Owner invites: resend");
    REVOKE_OWNER_INVITE = Action::of_platform("owner_invites.revoke", "Owner invites: revoke");
}
