//! Organisations and people to act with, made by the owning role.

use domain::Role;
use domain::accounts::{Secret, StepUp};
use domain::ids::{AgentId, OrganizationId, UserId};
use server_core::{Caller, ProvenGod, SignedIn, Visit};
use uuid::Uuid;

use crate::TestBackend;

/// An organisation with one agent.
#[derive(Debug, Clone)]
pub struct TestOrganization {
    pub id: OrganizationId,
    pub agent: AgentId,
    pub slug: String,
}

/// A person with a session.
#[derive(Debug, Clone)]
pub struct TestPerson {
    pub id: UserId,
    pub email: String,
    /// The session's token, as the cookie carries it.
    pub token: String,
}

impl TestBackend {
    /// An organisation of this slug, with its agent "Assistant".
    pub async fn organization(&self, slug: &str) -> TestOrganization {
        let (id, agent) = (Uuid::now_v7(), Uuid::now_v7());
        sqlx::query("insert into organizations (id, name, slug, created_at) values ($1, initcap($2), $2, $3)")
            .bind(id)
            .bind(slug)
            .bind(self.clock.now())
            .execute(&self.database.owner)
            .await
            .expect("an organisation");
        sqlx::query(
            "insert into agents (id, organization_id, name, system_prompt, created_at, updated_at)
             values ($1, $2, 'Assistant', 'Be brief.', $3, $3)",
        )
        .bind(agent)
        .bind(id)
        .bind(self.clock.now())
        .execute(&self.database.owner)
        .await
        .expect("an agent");
        TestOrganization { id: OrganizationId(id), agent: AgentId(agent), slug: slug.to_owned() }
    }

    /// A signed-in person of the organisation; the address is `name@slug.example`.
    pub async fn person(&self, organization: &TestOrganization, role: Role, name: &str) -> TestPerson {
        let person = self.user(&format!("{name}@{}.example", organization.slug), false).await;
        self.join(&person, organization, role).await;
        self.sign_in(person, Some(organization)).await
    }

    /// A signed-in operator who belongs to no organisation.
    pub async fn operator(&self, email: &str) -> TestPerson {
        let id = self.user(email, true).await;
        self.sign_in(id, None).await
    }

    /// Another session of the person, in another browser.
    pub async fn elsewhere(&self, person: &TestPerson) -> TestPerson {
        self.sign_in((person.id, person.email.clone()), None).await
    }

    /// Gives the person a password.
    pub async fn set_password(&self, person: &TestPerson, password: &str) {
        let hash = identity_area::hash_password(&Secret::new(password)).await.expect("a hash");
        sqlx::query(
            "insert into user_credentials (user_id, password_hash) values ($1, $2)
             on conflict (user_id) do update set password_hash = excluded.password_hash",
        )
        .bind(person.id.0)
        .bind(hash)
        .execute(&self.database.owner)
        .await
        .expect("a password");
    }

    /// Makes a person a member of another organisation too.
    pub async fn join(&self, person: &(UserId, String), organization: &TestOrganization, role: Role) {
        sqlx::query("insert into memberships (organization_id, user_id, role) values ($1, $2, $3)")
            .bind(organization.id.0)
            .bind(person.0.0)
            .bind(role.as_str())
            .execute(&self.database.owner)
            .await
            .expect("a membership");
    }

    /// The caller that the person's session resolves to.
    pub async fn caller(&self, person: &TestPerson) -> Caller {
        self.signed_in(person).await.caller().expect("the person is in an organisation")
    }

    /// The operator that the person's session resolves to, who has just stepped up.
    pub async fn god(&self, person: &TestPerson) -> ProvenGod {
        sqlx::query("update sessions set proved_at = $2 where token_hash = $1")
            .bind(server_core::random::token_hash(&person.token))
            .bind(self.clock.now())
            .execute(&self.database.owner)
            .await
            .expect("a proof");
        let (signed_in, visit) = (self.signed_in(person).await, Visit::default());
        let proven = identity_area::proven_god(self, &signed_in, &visit, &StepUp::default()).await;
        proven.expect("the person is an operator")
    }

    /// The person's session, resolved as a request would.
    pub async fn signed_in(&self, person: &TestPerson) -> SignedIn {
        identity_area::resolve(self, &person.token, server_core::Origin::NONE)
            .await
            .expect("sessions can be read")
            .expect("the session is alive")
    }

    /// Lets the operator's session impersonate the person for an hour, as after stepping up.
    pub async fn view_as(&self, operator: &TestPerson, organization: &TestOrganization, subject: &TestPerson) {
        sqlx::query(
            "insert into impersonations
               (id, organization_id, actor_id, subject_id, session_id, reason, return_to, started_at, expires_at)
             select $1, $2, s.user_id, $3, s.id, 'A test', '/god-dashboard/mailbox', $4, $4::timestamptz + interval '1 hour'
             from sessions s where s.user_id = $5 and s.token_hash = $6",
        )
        .bind(Uuid::now_v7())
        .bind(organization.id.0)
        .bind(subject.id.0)
        .bind(self.clock.now())
        .bind(operator.id.0)
        .bind(server_core::random::token_hash(&operator.token))
        .execute(&self.database.owner)
        .await
        .expect("an impersonation");
    }

    async fn user(&self, email: &str, is_god: bool) -> (UserId, String) {
        let id = Uuid::now_v7();
        let name = email.split('@').next().unwrap_or_default();
        sqlx::query(
            "insert into users (id, email, name, is_god, email_verified_at) values ($1, $2, initcap($3), $4, $5)",
        )
        .bind(id)
        .bind(email)
        .bind(name)
        .bind(is_god)
        .bind(self.clock.now())
        .execute(&self.database.owner)
        .await
        .expect("a person");
        (UserId(id), email.to_owned())
    }

    async fn sign_in(&self, (id, email): (UserId, String), organization: Option<&TestOrganization>) -> TestPerson {
        let token = server_core::random::Token::new();
        let now = self.clock.now();
        sqlx::query(
            "insert into sessions (id, token_hash, user_id, current_organization_id, created_at, last_seen_at,
               proved_at, idle_expires_at, expires_at)
             values ($1, $2, $3, $4, $5, $5, $5, $5 + interval '14 days', $5 + interval '90 days')",
        )
        .bind(Uuid::now_v7())
        .bind(token.hash())
        .bind(id.0)
        .bind(organization.map(|organization| organization.id.0))
        .bind(now)
        .execute(&self.database.owner)
        .await
        .expect("a session");
        TestPerson { id, email, token: token.as_str().to_owned() }
    }
}
