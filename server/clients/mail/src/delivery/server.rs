//! Reads the SMTP server's URL.

use std::{net::IpAddr, time::Duration};

use lettre::transport::smtp::{authentication::Credentials, client::TlsParameters, extension::ClientId};
use secrecy::{ExposeSecret, SecretString};
use url::{Host, Url};

use crate::MailError;

/// The address of the mail server, its encryption, and how long each stage may take.
pub struct Server {
    pub host: String,
    pub port: u16,
    pub encryption: Encryption,
    pub credentials: Option<Credentials>,
    pub hello: ClientId,
    pub timeout: Duration,
}

/// When TLS begins.
pub enum Encryption {
    FromTheStart(TlsParameters),
    StartTls(TlsParameters),
    StartTlsIfOffered(TlsParameters),
    Never,
}

impl Server {
    pub fn from_url(url: &SecretString, timeout: Duration) -> Result<Self, MailError> {
        let url = Url::parse(url.expose_secret()).map_err(|error| refuse(error.to_string()))?;
        if url.query().is_some() || url.fragment().is_some() {
            return Err(refuse("it takes no ? or # part (encode these characters inside a password as %3F and %23)"));
        }
        let host = Hostname::of(&url)?;
        let credentials = credentials(&url)?;
        let (encryption, port) = encryption(&url, &host, credentials.is_some())?;
        Ok(Self {
            port: url.port().unwrap_or(port),
            hello: hello(&url)?,
            host: host.name,
            encryption,
            credentials,
            timeout,
        })
    }
}

struct Hostname {
    name: String,
    loopback: bool,
}

impl Hostname {
    fn of(url: &Url) -> Result<Self, MailError> {
        match url.host() {
            Some(Host::Ipv4(ip)) => Ok(Self { name: ip.to_string(), loopback: ip.is_loopback() }),
            Some(Host::Ipv6(ip)) => Ok(Self { name: ip.to_string(), loopback: ip.is_loopback() }),
            // The url crate leaves the host of an unknown scheme undecoded.
            Some(Host::Domain(name)) if !name.is_empty() => {
                let name = Host::parse(&decode(name)?).map_err(|error| refuse(error.to_string()))?.to_string();
                let loopback = name == "localhost" || name.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
                Ok(Self { name, loopback })
            }
            _ => Err(refuse("it names no host")),
        }
    }
}

fn encryption(url: &Url, host: &Hostname, signs_in: bool) -> Result<(Encryption, u16), MailError> {
    let tls = || TlsParameters::new(host.name.clone()).map_err(|error| refuse(error.to_string()));
    match url.scheme() {
        "smtps" => Ok((Encryption::FromTheStart(tls()?), 465)),
        "smtp+starttls" => Ok((Encryption::StartTls(tls()?), 587)),
        "smtp" if host.loopback => Ok((Encryption::Never, if signs_in { 587 } else { 25 })),
        "smtp" if signs_in => Ok((Encryption::StartTls(tls()?), 587)),
        "smtp" => Ok((Encryption::StartTlsIfOffered(tls()?), 25)),
        "smtp+plain" => Ok((Encryption::Never, 25)),
        _ => Err(refuse("its scheme is none of smtps, smtp+starttls, smtp and smtp+plain")),
    }
}

fn credentials(url: &Url) -> Result<Option<Credentials>, MailError> {
    match (url.username(), url.password()) {
        ("", None) => Ok(None),
        ("", Some(_)) => Err(refuse("it has a password but no user name")),
        (_, None) => Err(refuse("it has a user name but no password")),
        (user, Some(password)) => Ok(Some(Credentials::new(decode(user)?, decode(password)?))),
    }
}

fn hello(url: &Url) -> Result<ClientId, MailError> {
    let name = decode(url.path().trim_matches('/'))?;
    if name.is_empty() {
        return Ok(ClientId::default());
    }
    let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'));
    if plain { Ok(ClientId::Domain(name)) } else { Err(refuse("its path, the name to say in EHLO, is no host name")) }
}

fn decode(text: &str) -> Result<String, MailError> {
    let decoded = percent_encoding::percent_decode_str(text).decode_utf8();
    decoded.map(String::from).map_err(|_| refuse("its percent-encoding is not UTF-8"))
}

fn refuse(reason: impl Into<String>) -> MailError {
    MailError::ServerUrl(reason.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(url: &str) -> Result<Server, MailError> {
        Server::from_url(&SecretString::from(url), Duration::from_secs(1))
    }

    fn encrypts(server: &Server) -> &'static str {
        match server.encryption {
            Encryption::FromTheStart(_) => "tls",
            Encryption::StartTls(_) => "starttls",
            Encryption::StartTlsIfOffered(_) => "offered",
            Encryption::Never => "never",
        }
    }

    #[test]
    fn every_scheme_has_its_port_and_its_encryption() {
        for (url, host, port, encryption) in [
            ("smtps://mail.example", "mail.example", 465, "tls"),
            ("smtp+starttls://mail.example", "mail.example", 587, "starttls"),
            ("smtp+starttls://mail.example:2525", "mail.example", 2525, "starttls"),
            ("smtp://mail.example", "mail.example", 25, "offered"),
            ("smtp://u:p@mail.example", "mail.example", 587, "starttls"),
            ("smtp://u:p@localhost:1025", "localhost", 1025, "never"),
            ("smtp://127.0.0.1:1025", "127.0.0.1", 1025, "never"),
            ("smtp+plain://u:p@mail.internal", "mail.internal", 25, "never"),
            ("smtps://b%C3%BCro.example", "xn--bro-hoa.example", 465, "tls"),
            ("smtp://[::1]:25", "::1", 25, "never"),
        ] {
            let server = read(url).unwrap();
            assert_eq!((server.host.as_str(), server.port, encrypts(&server)), (host, port, encryption), "{url}");
        }
    }

    #[test]
    fn user_and_password_are_percent_decoded() {
        let server = read("smtps://me%40example.com:p%40ss%2F%3Aw%C3%B6rd@mail.example/ehlo.example").unwrap();
        let expected = Credentials::new("me@example.com".into(), "p@ss/:wörd".into());
        assert!(server.credentials == Some(expected));
        assert_eq!(server.hello, ClientId::Domain("ehlo.example".into()));
    }

    #[test]
    fn a_wrong_url_is_refused_without_repeating_its_password() {
        for url in [
            "mail.example:25",
            "http://u:hunter2@mail.example",
            "smtp://u@mail.example",
            "smtp://:hunter2@mail.example",
            "smtp://",
            "smtps://u:hunter2@mail.example?tls=none",
            "smtps://u:hunter2%FF@mail.example",
            "smtps://u:hunter2@mail.example:99999",
            "smtps://u:hunter2@mail.example/a%0Db",
        ] {
            let refusal = read(url).err().map(|error| error.to_string()).unwrap_or_default();
            assert!(refusal.starts_with("the SMTP URL cannot be used"), "{url} passed");
            assert!(!refusal.contains("hunter2"), "{refusal}");
        }
    }
}
