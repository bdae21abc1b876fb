//! A platform with an operator, an organisation with people, and a model to ask.

use chat_domain::NewMessage;
use domain::Role;
use god_domain::{OrganizationQuery, OrganizationRow};
use llm::{Endpoint, Provider};
use server_core::{Caller, ProvenGod, usage};
use stand_ins::OpenAiStandIn;
use testkit::{TestBackend, TestOptions, TestPerson};

pub struct Scene {
    pub test: TestBackend,
    pub god: ProvenGod,
    pub olivia: TestPerson,
    pub owner: Caller,
    pub member: Caller,
    _model: OpenAiStandIn,
}

/// An operator, and Acme with its owner Olivia and its member Mia.
pub async fn scene() -> Scene {
    let model = OpenAiStandIn::start().await.unwrap();
    let endpoint = Endpoint {
        provider: Provider::OpenAi,
        base_url: model.base_url().to_owned(),
        api_key: OpenAiStandIn::API_KEY.into(),
        models: vec!["gpt-5-mini".to_owned()],
    };
    let test = TestBackend::with(TestOptions { endpoints: vec![endpoint], ..TestOptions::default() }).await;
    let god = test.god(&test.operator("god@soloos.example").await).await;
    let acme = test.organization("acme").await;
    let olivia = test.person(&acme, Role::Owner, "olivia").await;
    let owner = test.caller(&olivia).await;
    let member = test.caller(&test.person(&acme, Role::Member, "mia").await).await;
    Scene { test, god, olivia, owner, member, _model: model }
}

impl Scene {
    /// Sends a message as the caller and waits for the whole answer.
    pub async fn say(&self, caller: &Caller, text: &str) {
        let message = NewMessage { text: text.to_owned(), ..NewMessage::default() };
        chat_area::send(&self.test, caller, message).await.unwrap();
        self.test.settle().await;
    }

    /// Acme as the list shows it, after everything was counted.
    pub async fn acme_counted(&self) -> OrganizationRow {
        usage::fold(&self.test).await.unwrap();
        self.find("acme").await.pop().expect("Acme is in the list")
    }

    /// The organisations that a search finds.
    pub async fn find(&self, words: &str) -> Vec<OrganizationRow> {
        self.list(OrganizationQuery { q: words.to_owned(), ..OrganizationQuery::default() }).await
    }

    /// The first page that a query gives.
    pub async fn list(&self, query: OrganizationQuery) -> Vec<OrganizationRow> {
        god_area::organizations(&self.test, &self.god, query).await.unwrap().page.rows
    }

    /// One number, as the database's superuser sees it.
    pub async fn number(&self, sql: &'static str) -> i64 {
        sqlx::query_scalar(sql).fetch_one(&self.test.database.owner).await.unwrap()
    }
}
