//! Writes the gallery and the sample pages as static HTML files into a folder:
//! `cargo run -p ui --features ssr --example gallery -- <folder>`. Put the built style sheet beside them as `style.css`.

use std::path::PathBuf;

use any_spawner::Executor;
use futures::StreamExt;
use leptos::prelude::*;
use leptos_router::components::Router;
use leptos_router::location::RequestUrl;
use ui::gallery::{Gallery, samples};
use ui::{AccentStyle, ToastProvider};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("usage: gallery <folder>")?);
    std::fs::create_dir_all(&folder)?;
    Executor::init_tokio()?;
    tokio::task::LocalSet::new()
        .run_until(async {
            for (name, path, page) in pages() {
                let html = render(path, page).await;
                std::fs::write(folder.join(format!("{name}.html")), html)?;
            }
            Ok(())
        })
        .await
}

type PageFn = fn() -> AnyView;

fn pages() -> Vec<(&'static str, &'static str, PageFn)> {
    vec![
        ("gallery", "/dev/ui", || {
            view! {
                <ToastProvider>
                    <Gallery />
                </ToastProvider>
            }
            .into_any()
        }),
        ("table", "/settings/members", || view! { <samples::TableSample /> }.into_any()),
        ("chat", "/chat", || view! { <samples::ChatSample /> }.into_any()),
        ("settings", "/settings", || view! { <samples::SettingsSample /> }.into_any()),
        ("sign-in", "/sign-in", || view! { <samples::SignInSample /> }.into_any()),
        ("sign-in-failed", "/sign-in", || view! { <samples::SignInSample failed=true /> }.into_any()),
        ("branded", "/settings", || {
            view! {
                <AccentStyle hex="#f5b800" />
                <samples::SettingsSample />
            }
            .into_any()
        }),
    ]
}

async fn render(path: &str, page: PageFn) -> String {
    let owner = Owner::new();
    let url = RequestUrl::new(path);
    let stream = owner.with(|| {
        provide_context(url);
        view! { <Router>{page()}</Router> }.to_html_stream_in_order()
    });
    let body: String = stream.collect().await;
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Design system</title>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <link rel=\"stylesheet\" href=\"style.css\"></head><body>{body}</body></html>"
    )
}
