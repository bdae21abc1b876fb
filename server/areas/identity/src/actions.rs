//! Acts on accounts, as the audit log shows them. Those that concern no organisation are in the platform's log.

use server_core::actions;
use server_core::audit::Action;

actions! {
    ACCEPT_INVITE = Action::new("invite.accept", "Invite: accept");
    CLOSE_ACCOUNT = Action::new("account.close", "Account: close");
    CREATE_API_KEY = Action::new("api_key.create", "API key: create");
    REVOKE_API_KEY = Action::new("api_key.revoke", "API key: revoke");
    END_IMPERSONATION = Action::new("impersonation.end", "Impersonation: end");
    FOUND_ORGANIZATION = Action::new("organization.found", "Organisation: founded");
    CHANGE_PASSWORD = Action::of_platform("account.change_password", "Account: change password");
    RESET_PASSWORD = Action::of_platform("account.reset_password", "Account: reset password");
    CHANGE_EMAIL = Action::of_platform("account.change_email", "Account: change email");
    TURN_ON_TWO_FACTOR = Action::of_platform("account.turn_on_two_factor", "Account: turn on two factor");
    TURN_OFF_TWO_FACTOR = Action::of_platform("account.turn_off_two_factor", "Account: turn off two factor");
    RENEW_RECOVERY_CODES = Action::of_platform("account.renew_recovery_codes", "Account: renew recovery codes");
    USE_RECOVERY_CODE = Action::of_platform("account.use_recovery_code", "Account: use recovery code");
    REVOKE_SESSION = Action::of_platform("account.revoke_session", "Account: revoke session");
    END_OTHER_SESSIONS = Action::of_platform("account.end_other_sessions", "Account: end other sessions");
    SIGN_OUT_EVERYWHERE = Action::of_platform("account.sign_out_everywhere", "Account: sign out everywhere");
    SIGN_IN_ON_NEW_DEVICE = Action::of_platform("account.sign_in_on_new_device", "Account: sign in on new device");
    LINK_PROVIDER = Action::of_platform("account.link_provider", "Account: link provider");
    SEE_MAILED_LINKS = Action::of_platform("account.see_mailed_links", "Account: see mailed links");
    UNLINK_PROVIDER = Action::of_platform("account.unlink_provider", "Account: unlink provider");
}
