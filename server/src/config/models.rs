//! The configured providers of models.

use std::path::PathBuf;

use llm::{Endpoint, Provider, Timeouts};
use secrecy::SecretString;

use super::reader::Reader;

/// The settings that the models are built from.
#[derive(Debug, Clone)]
pub struct ModelsConfig {
    pub endpoints: Vec<Endpoint>,
    /// The embedded model's file; none when it is off or missing.
    pub local: Option<PathBuf>,
    pub timeouts: Timeouts,
}

/// Where `script/bootstrap` keeps the demo model, below the user's cache folder.
const LOCAL_MODEL: &str = "soloos/models/smollm2-135m-instruct-q4_1.gguf";

/// Reads every provider that has a key or an address.
pub(super) fn read(reader: &mut Reader) -> ModelsConfig {
    let named = [(Provider::OpenAi, "OPENAI"), (Provider::Anthropic, "ANTHROPIC"), (Provider::Xai, "XAI")];
    let mut endpoints: Vec<Endpoint> =
        named.into_iter().filter_map(|(provider, prefix)| keyed(reader, provider, prefix)).collect();
    endpoints.extend(compatible(reader));
    ModelsConfig {
        endpoints,
        local: local(reader),
        timeouts: Timeouts {
            connect: reader.seconds("SOLOOS_MODEL_CONNECT_SECONDS"),
            first_token: reader.seconds("SOLOOS_MODEL_FIRST_TOKEN_SECONDS"),
            idle: reader.seconds("SOLOOS_MODEL_IDLE_SECONDS"),
        },
    }
}

/// A provider that its key turns on; a custom address does so too, for servers that need no key.
fn keyed(reader: &mut Reader, provider: Provider, prefix: &str) -> Option<Endpoint> {
    let (key, base, models) = (format!("{prefix}_API_KEY"), format!("{prefix}_BASE_URL"), format!("{prefix}_MODELS"));
    let base_url = reader.url(&base)?;
    if !reader.is_set(&key) && !reader.is_set(&base) {
        return None;
    }
    let api_key = reader.secret(&key).unwrap_or_else(|| SecretString::from(String::new()));
    Some(Endpoint { provider, base_url, api_key, models: reader.list(&models) })
}

fn compatible(reader: &mut Reader) -> Option<Endpoint> {
    let base_url = reader.url("COMPATIBLE_BASE_URL")?;
    let models = reader.list("COMPATIBLE_MODELS");
    if models.is_empty() {
        reader.problem("COMPATIBLE_MODELS", "name at least one model, since COMPATIBLE_BASE_URL is set");
    }
    let provider = Provider::Compatible { name: reader.text("COMPATIBLE_NAME") };
    let api_key = reader.secret("COMPATIBLE_API_KEY").unwrap_or_else(|| SecretString::from(String::new()));
    Some(Endpoint { provider, base_url, api_key, models })
}

fn local(reader: &mut Reader) -> Option<PathBuf> {
    match reader.optional("SOLOOS_LOCAL_MODEL").as_deref() {
        Some("off") => None,
        Some(path) => {
            let path = PathBuf::from(path);
            if !path.is_file() {
                reader.problem("SOLOOS_LOCAL_MODEL", "there is no such file; name a GGUF file, or `off`");
            }
            Some(path)
        }
        None => cache_folder().map(|cache| cache.join(LOCAL_MODEL)).filter(|path| path.is_file()),
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
fn cache_folder() -> Option<PathBuf> {
    let set = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    set("XDG_CACHE_HOME").or_else(|| set("HOME").map(|home| home.join(".cache")))
}
