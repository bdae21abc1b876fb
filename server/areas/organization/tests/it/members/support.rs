//! An organisation with an owner, an admin and a member, and a person of another organisation.

use domain::Role;
use domain::accounts::{AcceptInvite, Secret, StepUp};
use domain::invites::{InviteAgain, InviteMember, MemberInviteList, MemberInviteQuery, NewInviteLink};
use domain::members::{ChangeMember, OfferOwnership};
use organization_area::members::{self, Asker};
use server_core::{Caller, Error, Visit};
use testkit::{PASSWORD, TestBackend, TestOrganization, TestPerson};

pub const NORA: &str = "nora@new.example";

pub struct Scene {
    pub test: TestBackend,
    pub acme: TestOrganization,
    pub olivia: TestPerson,
    pub ada: TestPerson,
    pub mia: TestPerson,
    pub stranger: Caller,
}

pub async fn scene() -> Scene {
    let test = TestBackend::new().await;
    let acme = test.organization("acme").await;
    let bravo = test.organization("bravo").await;
    let olivia = test.person(&acme, Role::Owner, "olivia").await;
    let ada = test.person(&acme, Role::Admin, "ada").await;
    let mia = test.person(&acme, Role::Member, "mia").await;
    let stranger = test.caller(&test.person(&bravo, Role::Owner, "oscar").await).await;
    Scene { test, acme, olivia, ada, mia, stranger }
}

pub fn visit() -> Visit {
    Visit { address: Some("192.0.2.1".to_owned()), ..Visit::default() }
}

pub fn form(email: &str, role: Role, by: &str) -> InviteMember {
    InviteMember {
        email: email.into(),
        role: role.as_str().into(),
        tier: "pro".into(),
        hours: "24".into(),
        by: by.into(),
    }
}

fn step_up(proof: &str) -> StepUp {
    StepUp { proof: Secret::new(proof) }
}

pub fn accept(token: &str) -> AcceptInvite {
    AcceptInvite { token: Secret::new(token), name: "Nora New".into(), password: Secret::new(PASSWORD) }
}

impl Scene {
    pub async fn caller(&self, person: &TestPerson) -> Caller {
        self.test.caller(person).await
    }

    pub async fn invite(&self, person: &TestPerson, form: InviteMember) -> Result<Option<String>, Error> {
        self.invite_with(person, form, "").await
    }

    /// The same with a proof.
    pub async fn invite_with(
        &self,
        person: &TestPerson,
        form: InviteMember,
        proof: &str,
    ) -> Result<Option<String>, Error> {
        let (signed_in, step_up) = (self.test.signed_in(person).await, step_up(proof));
        let (caller, visit) = (signed_in.caller()?, visit());
        let asker = Asker { caller: &caller, signed_in: Some(&signed_in), visit: &visit, step_up: &step_up };
        let fresh = members::invite(&self.test, asker, form).await?;
        Ok(fresh.link.map(|link| token(&link)))
    }

    pub async fn resend(&self, person: &TestPerson, form: InviteAgain) -> Result<NewInviteLink, Error> {
        self.resend_with(person, form, "").await
    }

    /// The same with a proof.
    pub async fn resend_with(
        &self,
        person: &TestPerson,
        form: InviteAgain,
        proof: &str,
    ) -> Result<NewInviteLink, Error> {
        let (signed_in, step_up) = (self.test.signed_in(person).await, step_up(proof));
        let (caller, visit) = (signed_in.caller()?, visit());
        let asker = Asker { caller: &caller, signed_in: Some(&signed_in), visit: &visit, step_up: &step_up };
        members::resend(&self.test, asker, form).await
    }

    /// The stored hash of the only invitation's token.
    pub async fn token_hash(&self) -> Vec<u8> {
        sqlx::query_scalar("select token_hash from invites").fetch_one(&self.test.database.owner).await.unwrap()
    }

    /// An invitation as a link; returns its token.
    pub async fn link(&self, email: &str) -> String {
        self.invite(&self.olivia, form(email, Role::Member, "link")).await.unwrap().unwrap()
    }

    /// An invitation by mail; returns the token in its mail.
    pub async fn mailed(&self, email: &str) -> String {
        self.invite(&self.olivia, form(email, Role::Member, "mail")).await.unwrap();
        link_in(&self.mail_to(email).await, "/invite/")
    }

    /// The latest mail to this address, as text.
    pub async fn mail_to(&self, email: &str) -> String {
        sqlx::query_scalar("select body from mails where recipient = $1 order by id desc limit 1")
            .bind(email)
            .fetch_one(&self.test.database.owner)
            .await
            .unwrap()
    }

    pub async fn open(&self) -> MemberInviteList {
        let caller = self.caller(&self.olivia).await;
        members::invites(&self.test, &caller, MemberInviteQuery::default()).await.unwrap()
    }

    pub async fn change(&self, by: &TestPerson, of: &TestPerson, role: Role) -> Result<(), Error> {
        self.change_with(by, of, role, "").await
    }

    /// The same with a proof.
    pub async fn change_with(&self, by: &TestPerson, of: &TestPerson, role: Role, proof: &str) -> Result<(), Error> {
        let (signed_in, step_up) = (self.test.signed_in(by).await, step_up(proof));
        let (caller, visit) = (signed_in.caller()?, visit());
        let asker = Asker { caller: &caller, signed_in: Some(&signed_in), visit: &visit, step_up: &step_up };
        let form = ChangeMember { id: of.id, role: role.as_str().into(), tier: "free".into() };
        members::change(&self.test, asker, form).await
    }

    pub async fn role(&self, person: &TestPerson) -> Role {
        self.caller(person).await.role()
    }

    pub async fn sql(&self, sql: &'static str) {
        sqlx::query(sql).execute(&self.test.database.owner).await.unwrap();
    }

    pub async fn count(&self, sql: &'static str) -> i64 {
        sqlx::query_scalar(sql).fetch_one(&self.test.database.owner).await.unwrap()
    }

    /// Gives the person a password, so that they can prove themselves.
    pub async fn with_password(&self, person: &TestPerson) {
        let form = domain::accounts::RequestMail { email: person.email.clone() };
        identity_area::request_reset(&self.test, &visit(), form).await.unwrap();
        let token = link_in(&self.mail_to(&person.email).await, "/reset-password/");
        let form = domain::accounts::LinkPassword { token: Secret::new(token), password: Secret::new(PASSWORD) };
        let hash = self.sessions().await;
        identity_area::reset_password(&self.test, &Visit::default(), form).await.unwrap();
        // A reset ends every session; the test restores this one.
        sqlx::query(
            "insert into sessions select (jsonb_populate_recordset(null::sessions, $1)).* on conflict do nothing",
        )
        .bind(hash)
        .execute(&self.test.database.owner)
        .await
        .unwrap();
    }

    pub async fn sessions(&self) -> sqlx::types::Json<serde_json::Value> {
        sqlx::query_scalar("select jsonb_agg(to_jsonb(sessions)) from sessions")
            .fetch_one(&self.test.database.owner)
            .await
            .unwrap()
    }

    pub async fn offer(&self, from: &TestPerson, to: &TestPerson, proof: &str) -> Result<(), Error> {
        let signed_in = self.test.signed_in(from).await;
        let form = OfferOwnership { id: to.id, proof: Secret::new(proof) };
        members::offer(&self.test, &signed_in, &signed_in.caller()?, &visit(), form).await
    }
}

/// The token of the link in a mail that leads to this page.
pub fn link_in(body: &str, page: &str) -> String {
    token(body.split_whitespace().find(|word| word.contains(page)).unwrap())
}

pub fn token(link: &str) -> String {
    link.rsplit('/').next().unwrap().to_owned()
}
