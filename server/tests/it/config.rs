//! The configuration: read as a whole, refused as a whole.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on must fail loudly")]

use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;

use server::config::{Config, LogFormat, Source, StorageConfig, configuration_markdown, keys, keys_text};

const DATABASE: (&str, &str) = ("DATABASE_URL", "postgres://solo:s3cret@127.0.0.1:5432/solo");

fn read(pairs: &[(&str, &str)]) -> Result<Config, BTreeSet<String>> {
    let all = pairs.iter().copied().chain([("SOLOOS_LOCAL_MODEL", "off")]);
    Config::read(Source::from_pairs(all))
        .map_err(|problems| problems.0.into_iter().map(|problem| problem.key).collect())
}

fn problems(pairs: &[(&str, &str)]) -> Vec<String> {
    read(pairs).err().into_iter().flatten().collect()
}

#[test]
fn a_database_is_all_it_takes() {
    let config = read(&[DATABASE]).unwrap();
    assert_eq!(config.settings.base_url, "http://127.0.0.1:3000");
    assert_eq!(config.database.max_connections, 10);
    assert_eq!(config.log.format, LogFormat::Text);
    assert!(config.models.endpoints.is_empty() && config.smtp.is_none() && !config.is_https());
}

#[test]
fn everything_that_is_wrong_is_named_at_once() {
    let wrong = problems(&[
        ("DATABASE_URL", "mysql://x"),
        ("LEPTOS_SITE_ADDR", "3000"),
        ("SOLOOS_BASE_URL", "solo.example"),
        ("SOLOOS_OPEN_SIGN_UP", "perhaps"),
        ("SOLOOS_TRUSTED_PROXIES", "10.0.0.0/8, proxy"),
        ("SOLOOS_LOG_FORMAT", "xml"),
        ("SMTP_URL", "pigeon://loft"),
    ]);
    for key in
        ["LEPTOS_SITE_ADDR", "SOLOOS_BASE_URL", "SOLOOS_OPEN_SIGN_UP", "SOLOOS_TRUSTED_PROXIES", "SOLOOS_LOG_FORMAT"]
    {
        assert!(wrong.iter().any(|wrong| wrong == key), "{key}: {wrong:?}");
    }
    for key in ["DATABASE_URL", "SMTP_URL"] {
        assert!(wrong.iter().any(|wrong| wrong == key), "{key}: {wrong:?}");
    }
}

#[test]
fn numbers_out_of_bounds_are_refused() {
    assert_eq!(problems(&[DATABASE, ("DATABASE_MAX_CONNECTIONS", "0")]), ["DATABASE_MAX_CONNECTIONS"]);
    assert_eq!(problems(&[DATABASE, ("SOLOOS_REQUEST_TIMEOUT_SECONDS", "soon")]), ["SOLOOS_REQUEST_TIMEOUT_SECONDS"]);
}

#[test]
fn secrets_stand_in_no_error_and_no_debug_output() {
    let bad = "postgres://solo:s3cret@[/broken";
    let error =
        Config::read(Source::from_pairs([("DATABASE_URL", bad), ("SMTP_URL", "pigeon://u:s3cret@x")])).unwrap_err();
    assert!(!error.to_string().contains("s3cret"), "{error}");
    let config = read(&[DATABASE, ("OPENAI_API_KEY", "sk-s3cret"), ("SOLOOS_METRICS_TOKEN", "m-s3cret")]).unwrap();
    assert!(!format!("{config:?}").contains("s3cret"));
}

#[test]
fn a_key_or_an_address_turns_a_provider_on() {
    let config = read(&[
        DATABASE,
        ("OPENAI_API_KEY", "sk-1"),
        ("XAI_BASE_URL", "http://127.0.0.1:9/v1/"),
        ("XAI_MODELS", " a, b ,"),
        ("COMPATIBLE_BASE_URL", "http://127.0.0.1:11434/v1"),
        ("COMPATIBLE_MODELS", "llama3"),
    ])
    .unwrap();
    let ids: Vec<_> = config.models.endpoints.iter().map(|endpoint| endpoint.provider.id().into_owned()).collect();
    assert_eq!(ids, ["openai", "xai", "compatible"]);
    assert_eq!(config.models.endpoints[1].models, ["a", "b"]);
    assert_eq!(config.models.endpoints[1].base_url, "http://127.0.0.1:9/v1");
    assert_eq!(problems(&[DATABASE, ("COMPATIBLE_BASE_URL", "http://127.0.0.1:9/v1")]), ["COMPATIBLE_MODELS"]);
}

#[test]
fn a_model_file_that_is_not_there_is_an_error_and_not_a_surprise() {
    let source = Source::from_pairs([DATABASE, ("SOLOOS_LOCAL_MODEL", "/no/such/model.gguf")]);
    let error = Config::read(source).unwrap_err();
    assert_eq!(error.0[0].key, "SOLOOS_LOCAL_MODEL");
}

#[test]
fn a_file_holds_the_same_keys_and_a_misspelt_one_is_named() {
    let path = file(
        "[unused]",
        "DATABASE_URL = \"postgres://a@b/c\"\nDATABASE_MAX_CONNECTIONS = 5\nSOLOOS_OPEN_SIGN_UP = true\n\
        OPENAI_MODELS = [\"a\", \"b\"]\nOPENAI_API_KEY = \"k\"\nSOLOOS_LOCAL_MODEL = \"off\"\n",
    );
    let config = Config::read(Source::from_file(&path)).unwrap();
    assert_eq!((config.database.max_connections, config.settings.open_sign_up), (5, true));
    assert_eq!(config.models.endpoints[0].models, ["a", "b"]);

    let path = file(
        "misspelt",
        "DATABASE_URL = \"postgres://a@b/c\"\nSOLOOS_OPEN_SIGNUP = true\nSOLOOS_LOCAL_MODEL = \"off\"\n",
    );
    let error = Config::read(Source::from_file(&path)).unwrap_err();
    assert_eq!(error.0[0].key, "SOLOOS_OPEN_SIGNUP");
}

#[test]
fn an_s3_of_ones_own_is_named_in_full_or_not_at_all() {
    let config = read(&[DATABASE, ("SOLOOS_DATA_DIR", "/srv/soloos")]).unwrap();
    let StorageConfig::Embedded { folder } = config.storage else { panic!("{:?}", config.storage) };
    assert_eq!(folder, PathBuf::from("/srv/soloos/objects"));
    let endpoint = ("S3_ENDPOINT", "https://s3.example");
    let missing = problems(&[DATABASE, endpoint]);
    assert_eq!(missing, ["S3_ACCESS_KEY_ID", "S3_BUCKET", "S3_SECRET_ACCESS_KEY"]);
    let keys = [("S3_BUCKET", "files"), ("S3_ACCESS_KEY_ID", "id"), ("S3_SECRET_ACCESS_KEY", "s3cret")];
    let config = read(&[[DATABASE, endpoint].as_slice(), &keys].concat()).unwrap();
    assert!(!format!("{config:?}").contains("s3cret"));
    let StorageConfig::Remote(remote) = config.storage else { panic!("{:?}", config.storage) };
    assert_eq!((remote.region.as_str(), remote.bucket.as_str()), ("us-east-1", "files"));
}

fn file(name: &str, text: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("soloos-config-{}-{}.toml", std::process::id(), name.len()));
    std::fs::File::create(&path).unwrap().write_all(text.as_bytes()).unwrap();
    path
}

#[test]
fn key_names_are_unique_and_each_is_explained() {
    let names: BTreeSet<_> = keys::all().map(|key| key.name).collect();
    assert_eq!(names.len(), keys::all().count());
    for key in keys::all() {
        assert!(!key.meaning.is_empty() && keys_text().contains(key.name), "{}", key.name);
    }
}

#[test]
fn the_documented_keys_are_those_that_are_read() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/configuration.md");
    if std::option_env!("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(path, configuration_markdown()).unwrap();
        return;
    }
    let written = std::fs::read_to_string(path).unwrap_or_default();
    assert_eq!(written, configuration_markdown(), "docs/configuration.md is stale");
}

#[test]
fn a_platform_that_others_reach_is_not_this_machine_alone() {
    let is_loopback = |pairs: &[(&str, &str)]| read(&[&[DATABASE], pairs].concat()).unwrap().is_loopback();
    assert!(is_loopback(&[]));
    for base in ["http://127.0.0.1:3000", "http://localhost:8080", "http://[::1]:3000", "https://solo.localhost"] {
        assert!(is_loopback(&[("SOLOOS_BASE_URL", base)]), "{base}");
    }
    for base in
        ["https://solo.example", "http://192.0.2.1", "http://127.0.0.1.evil.example", "http://localhost.example:3000"]
    {
        assert!(!is_loopback(&[("SOLOOS_BASE_URL", base)]), "{base}");
    }
    assert!(!is_loopback(&[("SOLOOS_BASE_URL", "http://127.0.0.1:3000"), ("LEPTOS_SITE_ADDR", "0.0.0.0:3000")]));
}
