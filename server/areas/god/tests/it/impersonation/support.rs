//! An organisation with its owner, and an operator who impersonates them.

use domain::accounts::Secret;
use domain::impersonation::ViewAs;
use domain::{AppError, Role};
use god_area::impersonation;
use identity_area::Admission;
use server_core::{Error, SignedIn, Visit};
use testkit::{PASSWORD, TestBackend, TestOrganization, TestPerson};
use uuid::Uuid;

/// Action, actor, subject, request id and address.
pub type Entry = (String, Uuid, Uuid, Option<String>, Option<String>);

pub struct Scene {
    pub test: TestBackend,
    pub acme: TestOrganization,
    pub olivia: TestPerson,
    pub god: TestPerson,
}

/// An organisation with its owner, and an operator who has a password.
pub async fn scene() -> Scene {
    let test = TestBackend::new().await;
    let acme = test.organization("acme").await;
    let olivia = test.person(&acme, Role::Owner, "olivia").await;
    identity_area::god_create(&test, "god@soloos.example", Some(Secret::new(PASSWORD))).await.unwrap();
    let god = god_session(&test, "god@soloos.example").await;
    Scene { test, acme, olivia, god }
}

pub async fn god_session(test: &TestBackend, email: &str) -> TestPerson {
    let form = domain::accounts::SignIn { email: email.into(), password: Secret::new(PASSWORD), next: String::new() };
    let Admission::Session(session) = identity_area::sign_in(test, &visit(), form).await.unwrap() else {
        panic!("no second factor is on");
    };
    let token = session.token.as_str().to_owned();
    let id = identity_area::resolve(test, &token, server_core::Origin::NONE).await.unwrap().unwrap().user();
    TestPerson { id, email: email.to_owned(), token }
}

pub fn visit() -> Visit {
    Visit { address: Some("192.0.2.1".to_owned()), request_id: "request-7".to_owned(), ..Visit::default() }
}

impl Scene {
    pub fn form(&self, subject: &TestPerson) -> ViewAs {
        ViewAs {
            organization: self.acme.id,
            subject: subject.id.to_string(),
            reason: "Ticket 12: cannot save".to_owned(),
            proof: Secret::new(PASSWORD),
            return_to: "/god-dashboard/mailbox?page=2".to_owned(),
        }
    }

    pub async fn try_start(&self, form: ViewAs) -> Result<(), Error> {
        let signed_in = self.test.signed_in(&self.god).await.from_origin(server_core::Origin::of(&visit()));
        impersonation::start(&self.test, &signed_in, &visit(), form).await
    }

    pub async fn start(&self) -> SignedIn {
        self.try_start(self.form(&self.olivia)).await.unwrap();
        let signed_in = self.now().await;
        assert!(signed_in.impersonation().is_some());
        signed_in
    }

    /// What the operator's session resolves to now.
    pub async fn now(&self) -> SignedIn {
        self.test.signed_in(&self.god).await
    }

    pub async fn sql(&self, sql: &'static str) {
        sqlx::query(sql).execute(&self.test.database.owner).await.unwrap();
    }

    pub async fn count(&self, sql: &'static str) -> i64 {
        sqlx::query_scalar(sql).fetch_one(&self.test.database.owner).await.unwrap()
    }

    /// Why the latest one ended, as both the table and the audit log say.
    pub async fn ended(&self) -> Option<String> {
        let row: Option<String> =
            sqlx::query_scalar("select end_reason from impersonations order by started_at desc, id desc limit 1")
                .fetch_one(&self.test.database.owner)
                .await
                .unwrap();
        let trail: Option<String> = sqlx::query_scalar(
            "select detail ->> 'ended' from audit_events where action = 'impersonation.end' order by created_at desc limit 1",
        )
        .fetch_optional(&self.test.database.owner)
        .await
        .unwrap()
        .flatten();
        assert_eq!(row, trail, "the trail says how it ended");
        row
    }
}

pub fn is_refused<T>(result: Result<T, Error>) -> bool {
    matches!(result.map_err(AppError::from), Err(AppError::Refused { .. }))
}
