//! The address of an S3, and the client for it.

use std::time::Duration;

use aws_sdk_s3::Client;
use aws_sdk_s3::config::retry::RetryConfig;
use aws_sdk_s3::config::timeout::TimeoutConfig;
use aws_sdk_s3::config::{
    BehaviorVersion, Config, Credentials, Region, RequestChecksumCalculation, ResponseChecksumValidation,
};
use aws_smithy_http_client::Builder;
use aws_smithy_http_client::tls::{Provider, rustls_provider::CryptoMode};
use secrecy::{ExposeSecret, SecretString};

/// How often a request is tried before it counts as failed.
const ATTEMPTS: u32 = 3;
const CONNECT: Duration = Duration::from_secs(5);
/// How long the store may take for its first byte; a body may take as long as it needs while bytes arrive.
const READ: Duration = Duration::from_secs(30);

/// An S3 that is reached over the network, and a bucket in it that exists.
#[derive(Debug, Clone)]
pub struct RemoteS3 {
    /// Its address, such as `https://s3.eu-central-1.amazonaws.com`.
    pub endpoint: String,
    pub region: String,
    pub bucket: String,
    pub access_key_id: SecretString,
    pub secret_access_key: SecretString,
}

/// A client and the bucket it works in.
#[derive(Debug, Clone)]
pub(crate) struct Bucket {
    pub client: Client,
    pub name: String,
    pub endpoint: String,
}

impl RemoteS3 {
    /// Connects to nothing yet: every request does so by itself.
    pub(crate) fn bucket(&self) -> Bucket {
        let (id, secret) = (self.access_key_id.expose_secret(), self.secret_access_key.expose_secret());
        let timeouts = TimeoutConfig::builder().connect_timeout(CONNECT).read_timeout(READ).build();
        let config = Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .endpoint_url(&self.endpoint)
            .region(Region::new(self.region.clone()))
            .credentials_provider(Credentials::new(id, secret, None, None, "soloos"))
            // The one style that every S3 understands.
            .force_path_style(true)
            // Checksums beyond the signature are Amazon's own; other stores refuse them.
            .request_checksum_calculation(RequestChecksumCalculation::WhenRequired)
            .response_checksum_validation(ResponseChecksumValidation::WhenRequired)
            .retry_config(RetryConfig::standard().with_max_attempts(ATTEMPTS))
            .timeout_config(timeouts)
            .http_client(Builder::new().tls_provider(Provider::Rustls(CryptoMode::Ring)).build_https())
            .build();
        Bucket { client: Client::from_conf(config), name: self.bucket.clone(), endpoint: self.endpoint.clone() }
    }
}
