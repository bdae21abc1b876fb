//! Typed ids, so that ids of different kinds cannot be mixed up.

use serde::{Deserialize, Deserializer};
pub use uuid::Uuid;

/// Makes a UUID newtype that reads and prints as the plain UUID. An invalid id is read as the nil id, which names
/// nothing and is also the default: a form can then be read whatever is wrong with it, and its use case checks the
/// permission first.
#[macro_export]
macro_rules! id {
    ($(#[$doc:meta] $name:ident),+ $(,)?) => {$(
        #[$doc]
        #[derive(
            Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name(#[serde(deserialize_with = "domain::ids::named")] pub $crate::ids::Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(&self.0, f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = <$crate::ids::Uuid as std::str::FromStr>::Err;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl From<$crate::ids::Uuid> for $name {
            fn from(id: $crate::ids::Uuid) -> Self {
                Self(id)
            }
        }
    )+};
}

/// Reads an id; an invalid one becomes the nil id, which names nothing.
pub fn named<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Uuid, D::Error> {
    Ok(String::deserialize(deserializer)?.parse().unwrap_or_default())
}

id! {
    /// A person, in however many organisations.
    UserId,
    /// A tenant.
    OrganizationId,
    /// One sign-in on one device.
    SessionId,
    /// An agent of an organisation.
    AgentId,
    /// A conversation of one person with one agent.
    ConversationId,
    /// A message in a conversation.
    MessageId,
    /// One answer of an agent, as a durable stream of events.
    RunId,
    /// A mail in the outbox.
    MailId,
    /// One period in which the operator views as somebody.
    ImpersonationId,
    /// An invitation to join an organisation.
    InviteId,
    /// An export of an organisation for its owner.
    ExportId,
    /// A note of the operator about an organisation.
    NoteId,
    /// An invitation by the operator to found an organisation.
    OwnerInviteId,
    /// An account at a provider that signs a person in.
    IdentityId,
    /// A key that lets a program act for a person.
    ApiKeyId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_read_as_itself_and_what_is_none_names_nothing() {
        let id = UserId(Uuid::from_u128(7));
        assert_eq!(serde_json::from_str::<UserId>(&serde_json::to_string(&id).unwrap()).unwrap(), id);
        for text in ["\"\"", "\"7\"", "\"{member}\"", "\"00000000-0000-0000-0000-00000000000g\""] {
            assert_eq!(serde_json::from_str::<UserId>(text).unwrap(), UserId::default(), "{text}");
        }
    }
}
