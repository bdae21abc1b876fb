//! A whole backend on a fresh database.

use std::ops::Deref;
use std::time::Duration;

use bytes::Bytes;
use chrono::{DateTime, Utc};
use domain::ids::UserId;
use domain::pictures::Picture;
use llm::{ChatModels, Endpoint, Timeouts};
use mail::Smtp;
use pictures::Worker;
use runs_area::RunHub;
use server_core::db::instance::Instance;
use server_core::held::Held;
use server_core::uploads::{self, Studio, Upload};
use server_core::{Backend, Clock, Db, Parts, Sealing, Settings, Visit};
use sign_in_providers::{ProviderConfig, SignInProviders};
use storage::{EmbeddedS3, Storage};
use stripe::{Stripe, StripeSettings};
use tempfile::TempDir;
use tokio_util::sync::{CancellationToken, DropGuard};
use tokio_util::task::TaskTracker;

use crate::TestDatabase;

/// The options of a test.
#[derive(Default)]
pub struct TestOptions {
    pub settings: Settings,
    /// The endpoints of models; none means that no model is configured.
    pub endpoints: Vec<Endpoint>,
    pub timeouts: Option<Timeouts>,
    pub smtp: Option<Smtp>,
    pub stripe: Option<Stripe>,
    pub sign_in_providers: Vec<ProviderConfig>,
    /// How many answers the process writes at once, if not the default.
    pub most_runs: Option<usize>,
}

/// A client of the payment service at `base_url`, which knows it by `secret_key` and signs with `webhook_secret`.
pub fn stripe_at(base_url: &str, secret_key: &str, webhook_secret: &str) -> Stripe {
    let settings = StripeSettings {
        secret_key: secret_key.into(),
        webhook_secret: webhook_secret.into(),
        base_url: base_url.parse().expect("the address of a stand-in"),
    };
    Stripe::new(settings).expect("a client of the stand-in")
}

/// A backend with its own database and a clock that moves only when told to.
pub struct TestBackend {
    /// Everything that serves the backend stops with this value, before its database is dropped.
    _ends: DropGuard,
    backend: Backend,
    /// The same clock that the backend reads.
    pub clock: Clock,
    pub database: TestDatabase,
    storage: Storage,
    _objects: TempDir,
}

impl TestBackend {
    /// A backend with the default options.
    pub async fn new() -> Self {
        Self::with(TestOptions::default()).await
    }

    /// A backend with these options.
    pub async fn with(options: TestOptions) -> Self {
        let database = TestDatabase::new().await;
        let clock = Clock::standing_at(start());
        let objects = tempfile::tempdir().expect("a folder for objects");
        let storage = storage(&objects);
        let backend = build(&database, clock.clone(), storage.clone(), options).await;
        let ends = backend.shutdown.clone().drop_guard();
        Self { _ends: ends, backend, clock, database, storage, _objects: objects }
    }

    /// Another server process on the same database, with the same clock.
    pub async fn another(&self, options: TestOptions) -> Backend {
        build(&self.database, self.clock.clone(), self.storage.clone(), options).await
    }

    /// The backend itself.
    pub fn backend(&self) -> Backend {
        self.backend.clone()
    }

    /// A picture file, uploaded by somebody in their turn.
    pub async fn upload(&self, picture: Picture, file: impl Into<Bytes>) -> Upload {
        let somebody = UserId(uuid::Uuid::now_v7());
        let turn = uploads::turn(self, somebody, &Visit::default()).await.expect("their first turn");
        Upload { picture, file: file.into(), turn }
    }

    /// Moves the clock.
    pub fn advance(&self, by: chrono::Duration) {
        self.clock.advance(by);
    }

    /// Waits until no background task is left.
    pub async fn settle(&self) {
        self.backend.tasks.close();
        tokio::time::timeout(Duration::from_secs(30), self.backend.tasks.wait())
            .await
            .expect("background tasks come to an end");
        self.backend.tasks.reopen();
    }
}

impl Deref for TestBackend {
    type Target = Backend;

    fn deref(&self) -> &Backend {
        &self.backend
    }
}

async fn build(database: &TestDatabase, clock: Clock, storage: Storage, options: TestOptions) -> Backend {
    let db = Db::connect(database.options(), 6, clock.clone()).await.expect("the backend's pool opens");
    let timeouts = options.timeouts.unwrap_or_default();
    let providers = SignInProviders::new(options.sign_in_providers, &options.settings.base_url);
    Backend::new(Parts {
        areas: areas::all(),
        db,
        clock,
        settings: options.settings,
        sealing: Sealing::new(&[7; 32]),
        models: ChatModels::new(options.endpoints, None, timeouts).expect("the endpoints are right"),
        sign_in_providers: providers.expect("the providers are right"),
        smtp: options.smtp,
        storage,
        studio: Studio::new(picture_worker()),
        stripe: options.stripe,
        held: held(options.most_runs),
        revocations: server_core::revocations::Revocations::default(),
        bus: server_core::bus::Bus::default(),
        instance: Instance::start(database.options()).await.expect("the instance's lock"),
        tasks: TaskTracker::new(),
        shutdown: CancellationToken::new(),
    })
}

/// Room for `most_runs` answers, where a test sets it.
fn held(most_runs: Option<usize>) -> Held {
    let held = Held::default();
    if let Some(most) = most_runs {
        held.put(RunHub::with_room_for(most));
    }
    held
}

/// The program that draws pictures, where cargo builds it: one folder above the running test.
fn picture_worker() -> Worker {
    let test = std::env::current_exe().expect("a test knows its own program");
    let folders = test.ancestors().skip(1).take(2);
    let program = folders.map(|folder| folder.join("picture-worker")).find(|program| program.is_file());
    // A build of the whole workspace includes it; one of a single package does not.
    Worker::new(program.expect("the program that draws pictures is built: run `cargo build --bin picture-worker`"))
}

/// The S3 in this process, over a folder of this test.
fn storage(objects: &TempDir) -> Storage {
    Storage::embedded(EmbeddedS3 {
        folder: objects.path().to_owned(),
        access_key_id: "test-id".into(),
        secret_access_key: "test-secret".into(),
    })
}

/// The start time of every test's clock.
fn start() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_348_800, 0).expect("a time in November 2026")
}
