//! The operator's acts on an organisation, from its row in the list and from its own page. The open dialog is named in
//! the address, so that each works without JavaScript too.

mod dialog;
mod forms;
mod menu;

use domain::ids::OrganizationId;
use domain::organizations::OrganizationState;
use god_domain::{ChangeTier as ChangeTierForm, OrganizationHead, OrganizationRow, TierChoice};
use kit::Acts;
use leptos::prelude::*;
use leptos_router::params::ParamsMap;

use crate::api::{ChangeTier, DeleteOrganization, RestoreOrganization, ResumeOrganization, SuspendOrganization};

pub(crate) use dialog::ActDialog;
pub(crate) use menu::{ActButtons, ActMenu};

/// An act on an organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Act {
    Suspend,
    Resume,
    Tier,
    Delete,
    Restore,
}

impl Act {
    const ALL: [Self; 5] = [Self::Tier, Self::Suspend, Self::Resume, Self::Delete, Self::Restore];

    /// The value in the address.
    fn as_str(self) -> &'static str {
        match self {
            Self::Suspend => "suspend",
            Self::Resume => "resume",
            Self::Tier => "tier",
            Self::Delete => "delete",
            Self::Restore => "restore",
        }
    }

    /// The label of its buttons.
    fn label(self) -> &'static str {
        match self {
            Self::Suspend => "Suspend",
            Self::Resume => "Resume",
            Self::Tier => "Change tier",
            Self::Delete => "Delete",
            Self::Restore => "Restore",
        }
    }

    /// Whether it can be done in this state.
    fn applies_to(self, state: OrganizationState) -> bool {
        match self {
            Self::Suspend => state == OrganizationState::Live,
            Self::Resume => state == OrganizationState::Suspended,
            Self::Tier | Self::Delete => state != OrganizationState::Deleted,
            Self::Restore => state == OrganizationState::Deleted,
        }
    }
}

/// The organisation that an act is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Target {
    pub(crate) id: OrganizationId,
    pub(crate) name: String,
    pub(crate) state: OrganizationState,
    pub(crate) members: i32,
    pub(crate) tier: TierChoice,
    pub(crate) tiers: Vec<TierChoice>,
}

impl Target {
    /// An organisation of the list.
    pub(crate) fn of_line(line: &OrganizationRow, tiers: &[TierChoice]) -> Self {
        Self {
            id: line.id,
            name: line.name.clone(),
            state: line.state,
            members: line.members,
            tier: line.tier.clone(),
            tiers: tiers.to_vec(),
        }
    }
}

impl From<&OrganizationHead> for Target {
    fn from(head: &OrganizationHead) -> Self {
        Self {
            id: head.id,
            name: head.name.clone(),
            state: head.state,
            members: head.members,
            tier: head.tier.clone(),
            tiers: head.tiers.clone(),
        }
    }
}

/// The dialog that the address asks for: `act` names the act, `on` the organisation.
pub(crate) fn asked_in(params: &ParamsMap) -> Option<(Act, Option<OrganizationId>)> {
    let act = params.get("act")?;
    let act = Act::ALL.into_iter().find(|each| each.as_str() == act)?;
    Some((act, params.get("on").and_then(|id| id.parse().ok())))
}

/// The address with a dialog open.
fn asking(base: &str, act: Act, on: OrganizationId) -> String {
    let sign = if base.contains('?') { '&' } else { '?' };
    format!("{base}{sign}act={}&on={on}", act.as_str())
}

/// The actions of the dialogs; created once at the top of a page.
#[derive(Clone, Copy)]
pub(crate) struct OrganizationActs {
    all: Acts,
    suspend: ServerAction<SuspendOrganization>,
    resume: ServerAction<ResumeOrganization>,
    tier: ServerAction<ChangeTier>,
    delete: ServerAction<DeleteOrganization>,
    restore: ServerAction<RestoreOrganization>,
}

impl OrganizationActs {
    pub(crate) fn new() -> Self {
        let all = Acts::new();
        Self { all, suspend: all.form(), resume: all.form(), tier: all.form(), delete: all.form(), restore: all.form() }
    }

    /// Grows with each success: everything that depends on it is reloaded.
    pub(crate) fn version(self) -> usize {
        self.all.done()
    }

    /// A message about the last success; none while it runs or when it was refused.
    fn done(self) -> Option<&'static str> {
        let ok = |value: Option<domain::AppResult<()>>| matches!(value, Some(Ok(())));
        [
            (ok(self.suspend.value().get()), "Suspended."),
            (ok(self.resume.value().get()), "Resumed."),
            (ok(self.tier.value().get()), "Tier changed."),
            (ok(self.delete.value().get()), "Deleted. It can be restored for 30 days."),
            (ok(self.restore.value().get()), "Restored."),
        ]
        .into_iter()
        .find_map(|(done, words)| done.then_some(words))
    }

    /// Clears earlier answers, so that a dialog opens without them.
    fn clear(self) {
        self.suspend.value().set(None);
        self.resume.value().set(None);
        self.tier.value().set(None);
        self.delete.value().set(None);
        self.restore.value().set(None);
    }
}

/// The form of the tier dialog with a plan already chosen.
fn tier_form(target: &Target) -> ChangeTierForm {
    ChangeTierForm { organization: target.id, tier: target.tier.key.clone() }
}
