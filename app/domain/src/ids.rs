//! Typed ids, so that one kind can never stand where another is meant.

/// Makes a UUID newtype that reads and prints as the plain UUID.
macro_rules! id {
    ($(#[$doc:meta] $name:ident),+ $(,)?) => {$(
        #[$doc]
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name(pub uuid::Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl From<uuid::Uuid> for $name {
            fn from(id: uuid::Uuid) -> Self {
                Self(id)
            }
        }
    )+};
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
    /// One stretch of the operator viewing as somebody.
    ImpersonationId,
    /// An invitation to join an organisation.
    InviteId,
    /// An organisation packed for its owner.
    ExportId,
    /// A note of the operator about an organisation.
    NoteId,
    /// An invitation of the operator to found an organisation.
    OwnerInviteId,
    /// An account elsewhere that signs a person in.
    IdentityId,
    /// A key that lets a program act for a person.
    ApiKeyId,
}
