//! Every key of the configuration, once: the loader, `soloos config keys` and `docs/configuration.md`
//! all read this table.

/// One key, in the environment and in the file alike.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    pub name: &'static str,
    /// The value of a key that is not set; empty means "not set".
    pub default: &'static str,
    /// Whether its value must never be shown.
    pub secret: bool,
    pub meaning: &'static str,
}

const fn key(name: &'static str, default: &'static str, meaning: &'static str) -> Key {
    Key { name, default, secret: false, meaning }
}

const fn secret(name: &'static str, meaning: &'static str) -> Key {
    Key { name, default: "", secret: true, meaning }
}

/// A group of keys under one heading.
pub struct Section {
    pub title: &'static str,
    pub keys: &'static [Key],
}

/// All keys, in the order of the documentation.
pub const SECTIONS: &[Section] = &[
    Section { title: "Server", keys: SERVER },
    Section { title: "Database", keys: DATABASE },
    Section { title: "Accounts", keys: ACCOUNTS },
    Section { title: "Sign-in elsewhere", keys: SIGN_IN },
    Section { title: "Mail", keys: MAIL },
    Section { title: "Files", keys: FILES },
    Section { title: "Payments", keys: PAYMENTS },
    Section { title: "Models", keys: MODELS },
    Section { title: "Operation", keys: OPERATION },
];

const SERVER: &[Key] = &[
    key("LEPTOS_SITE_ADDR", "127.0.0.1:3000", "Address and port to listen on."),
    key(
        "SOLOOS_BASE_URL",
        "",
        "The address people use, such as `https://solo.example`; links in mails start with it, and with `https` \
         cookies and headers are hardened. When empty: `http://` and the address above.",
    ),
    key("SOLOOS_PLATFORM_NAME", "SoloOS", "The platform's name in pages and mails."),
    key(
        "SOLOOS_TRUSTED_PROXIES",
        "",
        "Addresses or networks (`10.0.0.0/8`), separated by commas, whose `X-Forwarded-For`, `X-Forwarded-Proto` and \
         `X-Request-Id` are believed.",
    ),
    key("SOLOOS_REQUEST_TIMEOUT_SECONDS", "30", "How long a request may take before it is given up; streams excepted."),
    key("SOLOOS_BODY_LIMIT_BYTES", "1048576", "The largest request body."),
    key(
        "SOLOOS_MAX_CONNECTIONS",
        "",
        "The most connections at once; further ones take the place of one that waits. When empty: as many \
         as the process may open files, less what everything else needs, and 20000 at most.",
    ),
    key(
        "SOLOOS_MAX_CONNECTIONS_PER_ADDRESS",
        "512",
        "The most connections at once from one address, or one /64 of IPv6; trusted proxies are not counted.",
    ),
    key("SOLOOS_HEAD_TIMEOUT_SECONDS", "10", "How long a connection may take to bring the whole head of a request."),
    key(
        "SOLOOS_IDLE_TIMEOUT_SECONDS",
        "75",
        "How long a connection may stay open without a request; longer than a proxy in front keeps its own.",
    ),
    key(
        "SOLOOS_STALL_TIMEOUT_SECONDS",
        "30",
        "How long the body of a request or an answer may stand still on its way.",
    ),
    key("SOLOOS_SHUTDOWN_SECONDS", "20", "How long a shutdown waits for running answers and jobs."),
];

const DATABASE: &[Key] = &[
    secret(
        "DATABASE_URL",
        "Required. `postgres://user:password@host:port/database`; Postgres 16 or later. As this role the server logs in: \
         one that owns nothing, where `DATABASE_OWNER_URL` names another.",
    ),
    secret(
        "DATABASE_OWNER_URL",
        "The same database as the role that owns the schema and may create roles: used to migrate, and to let the role \
         of `DATABASE_URL` in. When empty, `DATABASE_URL` is used for both, which is for trying things out.",
    ),
    key("DATABASE_MAX_CONNECTIONS", "10", "The most connections that the pool opens."),
];

const ACCOUNTS: &[Key] = &[
    key("SOLOOS_OPEN_SIGN_UP", "false", "Whether anybody may sign up; otherwise only who was invited."),
    key("SOLOOS_SESSION_IDLE_DAYS", "14", "A session ends after so many days without use."),
    key("SOLOOS_SESSION_DAYS", "90", "A session ends after so many days in any case."),
    key(
        "SOLOOS_OPERATOR_TWO_FACTOR",
        "false",
        "Whether the operator's pages open only to an operator who has set up two-factor sign-in.",
    ),
    secret(
        "SOLOOS_SECRET_KEY",
        "32 bytes in base64 that encrypt secrets in the database; keep a copy, for without it they cannot be read, and \
         give the same one to every server on that database. When empty, a key is made once in the file `secret-key` of \
         the data folder.",
    ),
];

const SIGN_IN: &[Key] = &[
    key(
        "GOOGLE_CLIENT_ID",
        "",
        "Turns sign-in with Google on. People come back to `/auth/google/callback` below the base URL; register that there.",
    ),
    secret("GOOGLE_CLIENT_SECRET", "Required with `GOOGLE_CLIENT_ID`."),
    key("GITHUB_CLIENT_ID", "", "Turns sign-in with GitHub on; the way back is `/auth/github/callback`."),
    secret("GITHUB_CLIENT_SECRET", "Required with `GITHUB_CLIENT_ID`."),
    key("GITHUB_BASE_URL", "https://github.com", "The pages of GitHub, or of a GitHub Enterprise server."),
    key("GITHUB_API_URL", "https://api.github.com", "Its API; `https://host/api/v3` for a GitHub Enterprise server."),
    key(
        "OIDC_ISSUER",
        "",
        "Turns sign-in with any OpenID Connect issuer on, by its address; the way back is `/auth/oidc/callback`. Its \
         word that it verified an address is believed.",
    ),
    key(
        "OIDC_TRUST_EMAIL",
        "false",
        "Believes the issuer's addresses also where it does not say that it verified them, as Microsoft Entra does not. Only \
         for an issuer that gives out the addresses itself: whoever can choose theirs there could take over an account here.",
    ),
    key("OIDC_CLIENT_ID", "", "Required with `OIDC_ISSUER`."),
    secret("OIDC_CLIENT_SECRET", "Required with `OIDC_ISSUER`."),
    key("OIDC_NAME", "Single sign-on", "Its name on the button."),
];

const MAIL: &[Key] = &[
    secret(
        "SMTP_URL",
        "`smtps://user:password@host`, `smtp+starttls://…` or `smtp://…`; when empty, mails stay in the operator's mailbox.",
    ),
    key("SOLOOS_MAIL_FROM", "SoloOS <no-reply@localhost>", "The sender of mails."),
    key("SMTP_TIMEOUT_SECONDS", "30", "How long each step of a delivery may take."),
];

const FILES: &[Key] = &[
    key(
        "SOLOOS_DATA_DIR",
        "data",
        "The folder in which the server keeps files itself: people's, as long as no `S3_ENDPOINT` is set, by one process \
         at a time; and its secret key, as long as no `SOLOOS_SECRET_KEY` is set.",
    ),
    key(
        "S3_ENDPOINT",
        "",
        "The address of an S3 (Amazon, Cloudflare R2, MinIO…) that keeps the files, such as \
         `https://s3.eu-central-1.amazonaws.com`; several server processes need one.",
    ),
    key("S3_REGION", "us-east-1", "Its region; `auto` for Cloudflare R2."),
    key("S3_BUCKET", "", "A bucket in it that exists; required with `S3_ENDPOINT`."),
    secret("S3_ACCESS_KEY_ID", "Who may read and write in the bucket; required with `S3_ENDPOINT`."),
    secret("S3_SECRET_ACCESS_KEY", "The secret that belongs to it; required with `S3_ENDPOINT`."),
];

const PAYMENTS: &[Key] = &[
    secret("STRIPE_SECRET_KEY", "Turns on paying for plans with Stripe; when empty, the operator sets tiers by hand."),
    secret(
        "STRIPE_WEBHOOK_SECRET",
        "Required with the key above: what Stripe signs the events with that it sends to `/webhooks/stripe`.",
    ),
    key("STRIPE_BASE_URL", "https://api.stripe.com", "Where Stripe answers."),
];

const MODELS: &[Key] = &[
    secret("OPENAI_API_KEY", "Turns OpenAI on, or anything that speaks its protocol under `OPENAI_BASE_URL`."),
    key("OPENAI_BASE_URL", "https://api.openai.com/v1", "Up to and including `/v1`."),
    key("OPENAI_MODELS", "gpt-5-mini,gpt-5", "The models to offer, separated by commas."),
    secret("ANTHROPIC_API_KEY", "Turns Anthropic on."),
    key("ANTHROPIC_BASE_URL", "https://api.anthropic.com/v1", "Up to and including `/v1`."),
    key("ANTHROPIC_MODELS", "claude-sonnet-4-5,claude-haiku-4-5", "The models to offer, separated by commas."),
    secret("XAI_API_KEY", "Turns xAI on."),
    key("XAI_BASE_URL", "https://api.x.ai/v1", "Up to and including `/v1`."),
    key("XAI_MODELS", "grok-4", "The models to offer, separated by commas."),
    key(
        "COMPATIBLE_BASE_URL",
        "",
        "Turns on any other server that speaks OpenAI's protocol (Ollama, vLLM, a gateway…).",
    ),
    secret("COMPATIBLE_API_KEY", "Its key, if it asks for one."),
    key("COMPATIBLE_MODELS", "", "Its models, separated by commas; required with `COMPATIBLE_BASE_URL`."),
    key("COMPATIBLE_NAME", "Compatible", "Its name for people; also makes the first half of its model ids."),
    key(
        "SOLOOS_DEFAULT_MODEL",
        "",
        "The model of agents that name none, such as `openai/gpt-5-mini`; when empty, the first that is set up.",
    ),
    key(
        "SOLOOS_LOCAL_MODEL",
        "",
        "The GGUF file of the embedded demo model, or `off`; when empty, the one that `script/bootstrap` fetched, if it is there.",
    ),
    key("SOLOOS_MODEL_CONNECT_SECONDS", "10", "How long to wait for a connection to a provider."),
    key("SOLOOS_MODEL_FIRST_TOKEN_SECONDS", "120", "How long to wait for the first word of an answer."),
    key("SOLOOS_MODEL_IDLE_SECONDS", "30", "The longest silence in the middle of an answer."),
];

const OPERATION: &[Key] = &[
    key(
        "SOLOOS_CONFIG",
        "",
        "The file with these same keys; when empty, `soloos.toml` in the working directory, if it is there.",
    ),
    key(
        "SOLOOS_LOG",
        "info,sqlx=warn,graphile_worker_migrations=warn,async_openai=off",
        "What is logged, as in `info,server=debug`.",
    ),
    key("SOLOOS_LOG_FORMAT", "text", "`text` for people, `json` for log collectors."),
    secret(
        "SOLOOS_METRICS_TOKEN",
        "The bearer token that `/metrics` asks for; when empty, there are none. With it `/readyz` tells each part.",
    ),
];

/// Every key, whatever its section.
pub fn all() -> impl Iterator<Item = &'static Key> {
    SECTIONS.iter().flat_map(|section| section.keys)
}

/// The key of that name.
pub fn find(name: &str) -> Option<&'static Key> {
    all().find(|key| key.name == name)
}
