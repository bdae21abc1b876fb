//! The one typed configuration: from the environment, an optional TOML file and the table of defaults,
//! checked as a whole before anything starts.

mod documentation;
pub mod keys;
mod models;
mod problem;
mod proxies;
mod reader;
mod sign_in;
mod source;
mod storage;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use server_core::db::Logins;
use server_core::{Sealing, Settings};
use sign_in_providers::ProviderConfig;
use sqlx::postgres::PgConnectOptions;
use stripe::StripeSettings;
use url::{Host, Url};

pub use documentation::{configuration_markdown, keys_text};
pub use models::ModelsConfig;
pub use problem::{Problem, Problems};
pub use proxies::TrustedProxies;
pub use source::Source;
pub use storage::StorageConfig;

use reader::Reader;

use crate::connections::{ConnectionLimits, Patience, derived_most, raise_open_files};

/// Everything the server needs to know before it starts.
#[derive(Debug, Clone)]
pub struct Config {
    pub server: ServerConfig,
    pub database: DatabaseConfig,
    /// The part that use cases need.
    pub settings: Settings,
    pub smtp: Option<SecretString>,
    pub smtp_timeout: Duration,
    /// The folder in which the server keeps its own files.
    pub data_dir: PathBuf,
    pub storage: StorageConfig,
    /// None leaves tiers to the operator.
    pub stripe: Option<StripeSettings>,
    pub models: ModelsConfig,
    /// The providers by which people can sign in.
    pub sign_in_providers: Vec<ProviderConfig>,
    pub log: LogConfig,
    /// Encrypts secrets at rest; none means a key in a file of the data folder.
    pub secret_key: Option<SecretString>,
    /// None shows the metrics to nobody.
    pub metrics_token: Option<SecretString>,
    /// Whether `cargo leptos watch` runs this process and pages may reload themselves.
    pub reloads: bool,
}

/// The settings of the HTTP server.
#[derive(Debug, Clone)]
pub struct ServerConfig {
    pub address: SocketAddr,
    pub proxies: TrustedProxies,
    pub request_timeout: Duration,
    pub body_limit: usize,
    pub shutdown_wait: Duration,
    /// None derives it from the files that the process may open.
    pub max_connections: Option<usize>,
    pub max_connections_per_address: usize,
    pub patience: Patience,
}

impl ServerConfig {
    /// The limits of connections, after raising the limit of open files as far as possible.
    pub fn connection_limits(&self) -> ConnectionLimits {
        let open_files = raise_open_files();
        ConnectionLimits {
            most: self.max_connections.unwrap_or_else(|| derived_most(open_files)),
            most_per_address: self.max_connections_per_address,
            patience: self.patience,
        }
    }
}

/// The settings of the database.
#[derive(Debug, Clone)]
pub struct DatabaseConfig {
    /// The address with the server's role; holds the password, so it is never printed.
    pub url: SecretString,
    /// The role that owns the schema and migrates it; none where the server's own does.
    pub owner_url: Option<SecretString>,
    pub max_connections: u32,
}

impl DatabaseConfig {
    /// The address with the server's role, as the driver takes it.
    pub fn options(&self) -> Result<PgConnectOptions, sqlx::Error> {
        self.url.expose_secret().parse()
    }

    /// Both roles, for migrations.
    pub fn logins(&self) -> Result<Logins, sqlx::Error> {
        let owner = self.owner_url.as_ref().unwrap_or(&self.url).expose_secret().parse()?;
        Ok(Logins { owner, server: self.options()? })
    }
}

/// The settings of the log.
#[derive(Debug, Clone)]
pub struct LogConfig {
    pub filter: String,
    pub format: LogFormat,
}

/// The format of a log line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    Text,
    Json,
}

impl Config {
    /// Reads the process's environment and file.
    pub fn from_process() -> Result<Self, Problems> {
        Self::read(Source::from_process())
    }

    /// Reads and checks everything; either all of it is valid or every problem is named.
    pub fn read(source: Source) -> Result<Self, Problems> {
        let reloads = source.reloads;
        let mut reader = Reader::new(source);
        // Everything is read before anything fails, so that every problem is named.
        let server = server(&mut reader);
        let database = database(&mut reader);
        let settings = settings(&mut reader, server.as_ref().map(|server| server.address));
        let smtp = smtp(&mut reader);
        let smtp_timeout = reader.seconds("SMTP_TIMEOUT_SECONDS");
        let data_dir = PathBuf::from(reader.text("SOLOOS_DATA_DIR"));
        let storage = storage::read(&mut reader, &data_dir);
        let stripe = stripe(&mut reader);
        let models = models::read(&mut reader);
        let sign_in_providers = sign_in::read(&mut reader);
        let log = log(&mut reader);
        let secret_key = secret_key(&mut reader);
        let metrics_token = reader.secret("SOLOOS_METRICS_TOKEN");
        let config = server.zip(database).map(|(server, database)| Self {
            server,
            database,
            settings,
            smtp,
            smtp_timeout,
            data_dir,
            storage,
            stripe,
            models,
            sign_in_providers,
            log,
            secret_key,
            metrics_token,
            reloads,
        });
        reader.finish(config)
    }

    /// Whether people reach this server over https.
    pub fn is_https(&self) -> bool {
        self.settings.base_url.starts_with("https://")
    }

    /// Whether nobody but the people at this machine reaches the server.
    pub fn is_loopback(&self) -> bool {
        let url = Url::parse(&self.settings.base_url).ok();
        let is_local = url.is_some_and(|url| match url.host() {
            Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            None => false,
        });
        is_local && self.server.address.ip().is_loopback()
    }
}

fn server(reader: &mut Reader) -> Option<ServerConfig> {
    let address = reader.parsed("LEPTOS_SITE_ADDR", "an address and a port, such as 127.0.0.1:3000");
    let proxies = TrustedProxies::parse(&reader.list("SOLOOS_TRUSTED_PROXIES"));
    if let Err(wrong) = &proxies {
        reader.problem(
            "SOLOOS_TRUSTED_PROXIES",
            format!("{wrong:?} is neither an address nor a network such as 10.0.0.0/8"),
        );
    }
    Some(ServerConfig {
        proxies: proxies.unwrap_or_default(),
        request_timeout: reader.seconds("SOLOOS_REQUEST_TIMEOUT_SECONDS"),
        body_limit: reader.number("SOLOOS_BODY_LIMIT_BYTES", 16_384, 1 << 30),
        shutdown_wait: reader.seconds("SOLOOS_SHUTDOWN_SECONDS"),
        max_connections: reader
            .optional("SOLOOS_MAX_CONNECTIONS")
            .map(|_| reader.number("SOLOOS_MAX_CONNECTIONS", 16, 1 << 20)),
        max_connections_per_address: reader.number("SOLOOS_MAX_CONNECTIONS_PER_ADDRESS", 8, 1 << 20),
        patience: Patience {
            head: reader.seconds("SOLOOS_HEAD_TIMEOUT_SECONDS"),
            idle: reader.seconds("SOLOOS_IDLE_TIMEOUT_SECONDS"),
            stall: reader.seconds("SOLOOS_STALL_TIMEOUT_SECONDS"),
        },
        address: address?,
    })
}

fn database(reader: &mut Reader) -> Option<DatabaseConfig> {
    let max_connections = reader.number("DATABASE_MAX_CONNECTIONS", 2, 1000);
    let Some(url) = reader.secret("DATABASE_URL") else {
        reader.problem("DATABASE_URL", "required: postgres://user:password@host:port/database");
        return None;
    };
    let owner_url = reader.secret("DATABASE_OWNER_URL");
    let named = [("DATABASE_URL", Some(&url)), ("DATABASE_OWNER_URL", owner_url.as_ref())];
    for (key, url) in named.into_iter().filter_map(|(key, url)| Some((key, url?))) {
        if !is_postgres(url) {
            reader.problem(key, "expected postgres://user:password@host:port/database");
        }
    }
    Some(DatabaseConfig { url, owner_url, max_connections })
}

fn is_postgres(url: &SecretString) -> bool {
    let url = url.expose_secret();
    let scheme = url.split(':').next().unwrap_or_default();
    matches!(scheme, "postgres" | "postgresql") && url.parse::<PgConnectOptions>().is_ok()
}

fn settings(reader: &mut Reader, address: Option<SocketAddr>) -> Settings {
    let base_url = reader.url("SOLOOS_BASE_URL");
    let mail_from = reader.text("SOLOOS_MAIL_FROM");
    if !mail_from.contains('@') || mail_from.chars().any(char::is_control) {
        reader.problem("SOLOOS_MAIL_FROM", "expected an address, such as `SoloOS <no-reply@solo.example>`");
    }
    Settings {
        base_url: base_url.unwrap_or_else(|| address.map(|address| format!("http://{address}")).unwrap_or_default()),
        platform_name: reader.text("SOLOOS_PLATFORM_NAME"),
        mail_from,
        open_sign_up: reader.flag("SOLOOS_OPEN_SIGN_UP"),
        session_idle: chrono::Duration::days(reader.number("SOLOOS_SESSION_IDLE_DAYS", 1, 3650)),
        session_absolute: chrono::Duration::days(reader.number("SOLOOS_SESSION_DAYS", 1, 3650)),
        operator_two_factor: reader.flag("SOLOOS_OPERATOR_TWO_FACTOR"),
        default_model: reader.optional("SOLOOS_DEFAULT_MODEL"),
    }
}

fn smtp(reader: &mut Reader) -> Option<SecretString> {
    let url = reader.secret("SMTP_URL")?;
    if let Err(error) = mail::Smtp::from_url(&url, Duration::from_secs(1)) {
        reader.problem("SMTP_URL", error.to_string());
    }
    Some(url)
}

fn stripe(reader: &mut Reader) -> Option<StripeSettings> {
    let base_url = reader.url("STRIPE_BASE_URL").and_then(|url| url.parse().ok());
    let (key, webhook) = (reader.secret("STRIPE_SECRET_KEY"), reader.secret("STRIPE_WEBHOOK_SECRET"));
    if key.is_some() && webhook.is_none() {
        reader.problem("STRIPE_WEBHOOK_SECRET", "required with STRIPE_SECRET_KEY: without it no payment is noticed");
    }
    Some(StripeSettings { secret_key: key?, webhook_secret: webhook?, base_url: base_url? })
}

fn secret_key(reader: &mut Reader) -> Option<SecretString> {
    let key = reader.secret("SOLOOS_SECRET_KEY")?;
    if Sealing::from_base64(key.expose_secret()).is_none() {
        reader.problem("SOLOOS_SECRET_KEY", "expected 32 bytes in base64, such as `openssl rand -base64 32` prints");
    }
    Some(key)
}

fn log(reader: &mut Reader) -> LogConfig {
    let filter = reader.text("SOLOOS_LOG");
    if let Err(error) = filter.parse::<tracing_subscriber::EnvFilter>() {
        reader.problem("SOLOOS_LOG", format!("this filter cannot be read: {error}"));
    }
    let format = match reader.text("SOLOOS_LOG_FORMAT").as_str() {
        "text" => LogFormat::Text,
        "json" => LogFormat::Json,
        _ => {
            reader.problem("SOLOOS_LOG_FORMAT", "expected text or json");
            LogFormat::Text
        }
    };
    LogConfig { filter, format }
}
