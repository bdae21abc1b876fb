use std::time::Duration;
#[tokio::main]
async fn main() {
    for url in std::env::args().skip(1) {
        println!(
            "{url}: {:?}",
            mail::Smtp::from_url(&url.clone().into(), Duration::from_secs(5))
                .unwrap()
                .check()
                .await
        );
    }
}
