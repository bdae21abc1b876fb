//! The organisation's own steps of setting up.

use domain::Permission;
use domain::home::{HomeCard, Step};
use server_core::Caller;

use super::Facts;

/// The steps that the caller may do, done or not.
pub(super) fn of(caller: &Caller, facts: &Facts) -> Vec<HomeCard> {
    let may = |permission| caller.allow(permission).is_ok();
    let looks = may(Permission::EditOrganization).then(|| [logo(facts), welcome(facts)]);
    let invite = may(Permission::InviteMembers).then(|| invite(facts));
    looks.into_iter().flatten().chain(invite).map(HomeCard::Step).collect()
}

fn logo(facts: &Facts) -> Step {
    Step {
        key: "logo".to_owned(),
        place: 1,
        title: "Add your logo".to_owned(),
        text: "It stands in the sidebar, in mails and in the browser's tab.".to_owned(),
        button: "Choose a logo".to_owned(),
        href: "/settings/branding".to_owned(),
        is_done: facts.has_logo,
    }
}

fn welcome(facts: &Facts) -> Step {
    Step {
        key: "welcome".to_owned(),
        place: 4,
        title: "Welcome new members".to_owned(),
        text: "A few words of yours are the first thing that they read.".to_owned(),
        button: "Write a welcome".to_owned(),
        href: "/settings/branding".to_owned(),
        is_done: facts.welcome.is_some(),
    }
}

fn invite(facts: &Facts) -> Step {
    Step {
        key: "invite".to_owned(),
        place: 5,
        title: "Invite a member".to_owned(),
        text: "By mail, or by a link that you hand on.".to_owned(),
        button: "Invite".to_owned(),
        href: "/settings/members/invites".to_owned(),
        is_done: facts.members > 1 || facts.has_invited,
    }
}
