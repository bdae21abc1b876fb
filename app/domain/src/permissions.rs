//! Who may do what in an organisation: the one table that both server and pages use.

use serde::{Deserialize, Serialize};

/// A person's role in an organisation. God is not a role: it is a property of the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Member,
    Admin,
    Owner,
}

impl Role {
    /// Every role, the most powerful first.
    pub const ALL: [Self; 3] = [Self::Owner, Self::Admin, Self::Member];

    /// The value in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Admin => "admin",
            Self::Member => "member",
        }
    }

    /// The text that people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Owner => "Owner",
            Self::Admin => "Admin",
            Self::Member => "Member",
        }
    }

    /// The text with its article, for sentences: "an admin".
    pub fn with_article(self) -> &'static str {
        match self {
            Self::Owner => "an owner",
            Self::Admin => "an admin",
            Self::Member => "a member",
        }
    }

    /// Whether this role may do it.
    pub fn may(self, permission: Permission) -> bool {
        self >= permission.least_role()
    }
}

impl std::str::FromStr for Role {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|role| role.as_str() == text)
            .ok_or_else(|| "Choose owner, admin or member.".to_owned())
    }
}

/// Something that a role allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    Chat,
    SeeMembers,
    EditAgents,
    EditOrganization,
    InviteMembers,
    ManageMembers,
    TransferOwnership,
    SeeAudit,
    ManagePlan,
    CloseOrganization,
    EditSignInPolicy,
    UseApiKeys,
    ManageApiKeys,
}

impl Permission {
    /// Every permission, in the order of the documentation.
    pub const ALL: [Self; 13] = [
        Self::Chat,
        Self::SeeMembers,
        Self::EditAgents,
        Self::EditOrganization,
        Self::InviteMembers,
        Self::ManageMembers,
        Self::TransferOwnership,
        Self::SeeAudit,
        Self::ManagePlan,
        Self::CloseOrganization,
        Self::EditSignInPolicy,
        Self::UseApiKeys,
        Self::ManageApiKeys,
    ];

    /// The lowest role that has it.
    pub fn least_role(self) -> Role {
        match self {
            Self::Chat | Self::SeeMembers | Self::UseApiKeys => Role::Member,
            Self::EditAgents
            | Self::EditOrganization
            | Self::InviteMembers
            | Self::ManageMembers
            | Self::SeeAudit
            | Self::ManageApiKeys => Role::Admin,
            Self::TransferOwnership | Self::ManagePlan | Self::CloseOrganization | Self::EditSignInPolicy => {
                Role::Owner
            }
        }
    }

    /// What it allows, as the documentation words it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Chat => "Talk to agents and keep conversations",
            Self::SeeMembers => "See who is in the organisation",
            Self::EditAgents => "Change agents",
            Self::EditOrganization => "Change name, address, time zone, colour and branding",
            Self::InviteMembers => "Invite people, up to one's own role",
            Self::ManageMembers => "Change and remove members, up to one's own role",
            Self::TransferOwnership => "Hand the organisation over",
            Self::SeeAudit => "Read the audit trail",
            Self::ManagePlan => "See plan and usage, change the plan and pay for it",
            Self::CloseOrganization => "Export and delete the organisation",
            Self::EditSignInPolicy => "Require two-factor sign-in of everybody",
            Self::UseApiKeys => "Make API keys of their own",
            Self::ManageApiKeys => "See and revoke everybody's API keys",
        }
    }
}

/// The permission table as Markdown, for `docs/permissions.md`.
pub fn permissions_markdown() -> String {
    let mut page = String::from(
        "# Permissions\n\nRendered from `domain::permissions` by a test; change the code, not this page.\n\n\
         | permission | owner | admin | member |\n|---|---|---|---|\n",
    );
    for permission in Permission::ALL {
        let cells = Role::ALL.map(|role| if role.may(permission) { "yes" } else { "–" }).join(" | ");
        for part in ["| ", permission.label(), " | ", &cells, " |\n"] {
            page.push_str(part);
        }
    }
    page.push_str(
        "\nThe operator (god) is a property of a person, not a role: it opens the platform's pages and no tenant's.\n",
    );
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documented_table_is_the_one_in_force() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/permissions.md");
        let written = std::fs::read_to_string(path).unwrap_or_default();
        assert_eq!(written, permissions_markdown(), "docs/permissions.md is stale: make it what stands on the right");
    }

    #[test]
    fn a_higher_role_may_whatever_a_lower_one_may() {
        for permission in Permission::ALL {
            for pair in Role::ALL.windows(2) {
                assert!(!pair[1].may(permission) || pair[0].may(permission));
            }
        }
    }
}
